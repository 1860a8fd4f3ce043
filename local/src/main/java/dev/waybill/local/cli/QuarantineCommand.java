package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.error.TerminalException;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.receipt.ConversionReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows rejected rows, and gets them corrected. */
@Command(
        name = "quarantine",
        description = {
            "Shows rejected rows with their reasons, writes them to files in their own format to be corrected, and delivers what "
                    + "was corrected.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuarantineListCommand.class,
            QuarantineShowCommand.class,
            QuarantineExportCommand.class,
            QuarantineResubmitCommand.class
        })
final class QuarantineCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, show, export or resubmit");
    }

    /** What was converted of a batch. */
    static ConversionReceipt conversion(Deployment deployment, BatchId batch) {
        BatchOverview found = new LookAtBatch(deployment).look(batch);
        return found.conversion()
                .orElseThrow(
                        () -> new TerminalException("Batch " + batch + " wasn't converted yet: it is " + found.state()
                                + ". '" + deployment.commands().of("batch", batch) + "' shows where it stands"));
    }
}
