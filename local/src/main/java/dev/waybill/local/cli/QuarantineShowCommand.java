package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.quarantine.QuarantineReader;
import dev.waybill.local.quarantine.RejectedRecord;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows rejected rows of a batch. */
@Command(
        name = "show",
        description = {"Shows rejected rows of a batch: where they stand, what is wrong, and what came.", ""},
        mixinStandardHelpOptions = true)
final class QuarantineShowCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "BATCH", description = "its id")
    private String id = "";

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "how many rows (default: ${DEFAULT-VALUE})")
    private long limit;

    @Option(names = "--json", description = "print each row as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BatchId batch = BatchIds.parse(id);
        try (OpenDeployment open = where.open()) {
            ConversionReceipt receipt = QuarantineCommand.conversion(open.deployment(), batch);
            long[] shown = {0};
            if (receipt.rejected() > 0 && limit > 0) {
                new QuarantineReader(open.deployment().s3()).read(receipt.quarantine(), row -> {
                    print(row, out);
                    return ++shown[0] < limit;
                });
            }
            if (!json) {
                out.println(
                        "%,d of %s".formatted(shown[0], Counted.of(receipt.rejected(), "rejected row", "rejected rows"))
                                + (shown[0] < receipt.rejected()
                                        ? "; --limit shows more, 'quarantine export' writes all"
                                        : ""));
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void print(RejectedRecord row, PrintWriter out) {
        if (json) {
            out.println(ReceiptJson.write(row));
            return;
        }
        out.println(row.file().fileName() + ":" + row.position());
        row.reasons().forEach(reason -> out.println("  " + reason));
        out.println("  | " + row.raw().replace("\n", "\n  | "));
    }
}
