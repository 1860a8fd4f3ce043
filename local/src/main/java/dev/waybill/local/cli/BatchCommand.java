package dev.waybill.local.cli;

import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.BatchState;
import dev.waybill.operate.Commands;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one batch. */
@Command(
        name = "batch",
        description = {
            "Shows one batch: its account, its way through the states, its files, checks, rejected rows, and how to get from a "
                    + "row of the table to its file and back.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 it is loaded, on its way, or was replaced on purpose; 1 failed, or not found; 2 wrong usage; "
                    + "3 rejected."
        })
final class BatchCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(paramLabel = "BATCH", description = "its id, as load and status print it and waybill.batch has it")
    private String id = "";

    @Option(names = "--json", description = "print all that is known of it as one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BatchOverview batch;
        Commands commands;
        try (OpenDeployment open = where.open()) {
            commands = open.deployment().commands();
            batch = new LookAtBatch(open.deployment()).look(BatchIds.parse(id));
        }
        if (json) {
            out.println(ReceiptJson.write(batch));
        } else {
            new BatchPrinter(out, commands).print(batch);
        }
        out.flush();
        return batch.state() == BatchState.FAILED
                ? ExitCode.FAILED
                : batch.state() == BatchState.REJECTED ? ExitCode.REJECTED : ExitCode.DONE;
    }
}
