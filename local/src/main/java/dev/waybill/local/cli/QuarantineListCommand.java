package dev.waybill.local.cli;

import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.Ledger;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists batches with rejected rows. */
@Command(
        name = "list",
        description = {"Lists the latest loaded batches that have rejected rows.", ""},
        mixinStandardHelpOptions = true)
final class QuarantineListCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "print each as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<AppliedBatch> batches;
        try (OpenDeployment open = where.open()) {
            batches = new Ledger(open.deployment().warehouse()).withRejectedRows(limit);
        }
        if (json) {
            batches.forEach(batch -> out.println(ReceiptJson.write(batch)));
        } else if (batches.isEmpty()) {
            out.println("No loaded batch has rejected rows. Batches that were rejected as a whole are in 'status'.");
        } else {
            TextTable table = new TextTable(List.of("batch", "loaded", "read", "rejected"));
            batches.forEach(batch -> table.add(List.of(
                    batch.batch().toString(),
                    batch.appliedAt().toString(),
                    "%,d".formatted(batch.read()),
                    "%,d".formatted(batch.rejected()))));
            table.print(out, "");
        }
        out.flush();
        return ExitCode.DONE;
    }
}
