package dev.waybill.local.cli;

import dev.waybill.contract.Age;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.FindMissing;
import dev.waybill.operate.MissingDelivery;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what isn't in the tables and should be. */
@Command(
        name = "missing",
        description = {
            "Says which hours of which dataset are late or absent, and how far they came: nothing delivered, files without a "
                    + "manifest, a manifest that started no batch, a batch that failed, was rejected or hasn't ended. Which hours "
                    + "are expected, a contract says by its cadence; of a dataset without one, only what was delivered is looked "
                    + "at.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 nothing is missing; 1 it couldn't be found out; 2 wrong usage; 3 something is missing."
        })
final class MissingCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "DATASET", description = "which datasets to look at (default: all)")
    private List<String> datasets = List.of();

    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "7 days",
            description =
                    "how far to look back, as '2 days' or '12 hours' (default: ${DEFAULT-VALUE}); a day costs two requests")
    private String since = "";

    @Option(names = "--json", description = "print each as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Instant now = Instant.now();
        Instant from = now.minus(age().duration());
        List<MissingDelivery> missing = new ArrayList<>();
        List<Contract> contracts;
        try (OpenDeployment open = where.open()) {
            contracts = contracts(new PublishedContracts(open.deployment()));
            FindMissing find = new FindMissing(open.deployment());
            contracts.forEach(contract -> missing.addAll(find.find(contract, from, now)));
        }
        if (json) {
            missing.forEach(one -> out.println(ReceiptJson.write(one)));
        } else {
            print(missing, contracts, now, out);
        }
        out.flush();
        return missing.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private Age age() {
        try {
            return Age.parse(since);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("Invalid --since: " + e.getMessage(), e);
        }
    }

    private List<Contract> contracts(PublishedContracts published) {
        if (datasets.isEmpty()) {
            PublishedContracts.Found found = published.all();
            found.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            return found.valid();
        }
        try {
            return datasets.stream().map(DatasetName::of).map(published::of).toList();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(List<MissingDelivery> missing, List<Contract> contracts, Instant now, PrintWriter out) {
        if (missing.isEmpty()) {
            out.println("Nothing is missing.");
        } else {
            TextTable table = new TextTable(List.of("dataset", "hour", "", "late", "what"));
            for (MissingDelivery one : missing) {
                table.add(List.of(
                        one.dataset().toString(),
                        one.hour().toString(),
                        one.kind().toString(),
                        one.isLate(now) ? "late" : "",
                        one.what().lines().findFirst().orElse("")));
            }
            table.print(out, "");
            out.println();
            missing.stream().map(MissingDelivery::action).distinct().forEach(out::println);
        }
        List<String> without = contracts.stream()
                .filter(contract -> contract.cadence().isEmpty())
                .map(contract -> contract.dataset().toString())
                .toList();
        if (!without.isEmpty()) {
            out.println(
                    "Without a cadence in its contract, nobody can say what is absent: " + String.join(", ", without));
        }
    }
}
