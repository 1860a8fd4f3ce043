package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.quarantine.QuarantineExport;
import dev.waybill.local.quarantine.QuarantineExport.Exported;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes rejected rows to files. */
@Command(
        name = "export",
        description = {
            "Writes all rejected rows of a batch to files in their own format, one for each file that they came from, and "
                    + "reasons.tsv beside them. Correct them with an editor, then resubmit the folder.",
            ""
        },
        mixinStandardHelpOptions = true)
final class QuarantineExportCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(index = "0", paramLabel = "BATCH", description = "its id")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "where to, a new folder")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BatchId batch = BatchIds.parse(id);
        try (OpenDeployment open = where.open()) {
            Deployment deployment = open.deployment();
            ConversionReceipt receipt = QuarantineCommand.conversion(deployment, batch);
            if (receipt.rejected() == 0) {
                out.println(batch + " has no rejected rows.");
            } else {
                Contract contract = new PublishedContracts(deployment).of(batch.dataset());
                Exported exported = new QuarantineExport(deployment.s3(), contract, folder).write(receipt.quarantine());
                out.println("%s in %s. Correct %s there, then: %s"
                        .formatted(
                                Counted.of(exported.rows(), "rejected row is", "rejected rows are"),
                                folder,
                                Counted.word(exported.rows(), "it", "them"),
                                deployment.commands().of("quarantine", "resubmit", batch, folder)));
                exported.remarks().forEach(out::println);
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
