package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.AnnounceManifest;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.operate.Replay;
import dev.waybill.operate.Replay.Outcome;
import dev.waybill.operate.Replay.Plan;
import dev.waybill.operate.Replay.Step;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs batches again. */
@Command(
        name = "replay",
        description = {
            "Runs batches again that failed, were stopped or were rejected: named ones, or those of a dataset's hours, the oldest "
                    + "first. What is loaded and valid is left alone, and what the ledger has is never applied twice. A manifest "
                    + "that started no batch is announced again.",
            "",
            "Without --yes it only says what would be done.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 all are loaded and valid, or nothing was done without --yes; 1 one failed; 2 wrong usage; 3 one was "
                    + "rejected."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(
            paramLabel = "BATCH",
            description = "batches' ids, or the s3://…/manifest.json of a delivery that started no batch")
    private List<String> names = List.of();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "all batches of this dataset, or of some of its hours")
    private Optional<String> dataset = Optional.empty();

    @Option(names = "--from", paramLabel = "HOUR", description = "of a dataset, from this hour on, as 2026-11-22T10")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "HOUR", description = "of a dataset, up to and with this hour")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--together",
            paramLabel = "NUMBER",
            defaultValue = "2",
            description = "how many run at once (default: ${DEFAULT-VALUE})")
    private int together;

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Option(names = "--json", description = "print each batch as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        checkUsage();
        List<S3Location> manifests = names.stream()
                .filter(ReplayCommand::isManifest)
                .map(ReplayCommand::manifest)
                .toList();
        List<BatchId> named = BatchIds.parse(
                names.stream().filter(name -> !isManifest(name)).distinct().toList());
        try (OpenDeployment open = where.open()) {
            Replay replay = new Replay(open.deployment());
            List<Plan> plans = new ArrayList<>();
            batches(open.deployment(), replay, named).forEach(batch -> plans.add(replay.plan(batch)));
            if (!yes) {
                print(plans, manifests, out);
                return ExitCode.DONE;
            }
            List<BatchId> announced = manifests.stream()
                    .map(new AnnounceManifest(open.deployment())::announce)
                    .toList();
            return run(replay, plans, announced, out);
        } finally {
            out.flush();
        }
    }

    private void checkUsage() {
        if (names.isEmpty() == dataset.isEmpty()) {
            throw new WrongUsageException("Name batches, or a dataset with --dataset");
        }
        if (dataset.isEmpty() && (from.isPresent() || to.isPresent())) {
            throw new WrongUsageException("--from and --to are hours of a dataset. Name it with --dataset");
        }
        if (together < 1) {
            throw new WrongUsageException("Invalid --together: " + together + ". Write 1 or more");
        }
    }

    private static boolean isManifest(String name) {
        return name.startsWith("s3://");
    }

    private static S3Location manifest(String name) {
        try {
            return S3Location.parse(name);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<BatchId> batches(Deployment deployment, Replay replay, List<BatchId> named) {
        if (dataset.isEmpty()) {
            return named;
        }
        try {
            Contract contract = new PublishedContracts(deployment).of(DatasetName.of(dataset.get()));
            Instant until = to.map(text -> Hour.parse(text).instant().plus(Duration.ofHours(1)))
                    .orElse(Instant.now());
            return from.map(text -> replay.batches(contract, Hour.parse(text).instant(), until))
                    .orElseGet(() -> replay.batches(contract, until));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<Plan> plans, List<S3Location> manifests, PrintWriter out) {
        if (json) {
            plans.forEach(plan -> out.println(ReceiptJson.write(plan)));
            return;
        }
        if (!plans.isEmpty()) {
            TextTable table = new TextTable(List.of("batch", "", "why"));
            plans.forEach(plan -> table.add(List.of(
                    plan.batch().toString(),
                    plan.step().toString(),
                    plan.why().lines().findFirst().orElse(""))));
            table.print(out, "");
        }
        manifests.forEach(manifest -> out.println(manifest + " would be announced again"));
        long runs = plans.stream().filter(plan -> plan.step() == Step.RUN).count();
        out.println("Of %s, %,d would be run. Nothing was done. With --yes it is done."
                .formatted(Counted.of(plans.size(), "batch", "batches"), runs));
    }

    private int run(Replay replay, List<Plan> plans, List<BatchId> announced, PrintWriter out) {
        List<BatchId> batches = plans.stream()
                .filter(plan -> plan.step() == Step.RUN)
                .map(Plan::batch)
                .toList();
        Progress progress = Progress.on(spec.commandLine().getErr());
        List<Outcome> outcomes = new ArrayList<>();
        Consumer<Outcome> listener = outcome -> {
            outcomes.add(outcome);
            progress.pause();
            out.println(json ? ReceiptJson.write(outcome) : sentence(outcome));
            out.flush();
            progress.say("%,d of %,d %s ended"
                    .formatted(
                            outcomes.size(),
                            batches.size() + announced.size(),
                            Counted.word(outcomes.size(), "has", "have")));
        };
        replay.await(announced, listener);
        replay.run(batches, together, listener);
        progress.pause();
        if (!json) {
            plans.stream()
                    .filter(plan -> plan.step() != Step.RUN)
                    .forEach(plan -> out.println(plan.batch() + ": " + plan.why()));
        }
        return ExitCode.of(
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).toList());
    }

    private static String sentence(Outcome outcome) {
        return outcome.batch() + ": " + outcome.failure().map(Object::toString).orElse("loaded and valid");
    }
}
