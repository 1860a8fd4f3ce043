package dev.waybill.local.cli;

import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.operate.LookAtPipeline;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how a pipeline is doing. */
@Command(
        name = "status",
        description = {
            "Says how a pipeline is doing: each dataset with its latest batch and whether it is late, what is on its way, and "
                    + "what failed in the last 7 days, with the reason and what to do next.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 all is well; 1 it couldn't be found out; 2 wrong usage; 3 something failed or is late."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "" + LookAtPipeline.USUALLY_DESCRIBED,
            description =
                    "how many batches to show that are on their way, and that failed (default: ${DEFAULT-VALUE}); each costs two requests or more")
    private int limit;

    @Option(names = "--json", description = "print it as one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private int limit() {
        if (limit < 1) {
            throw new WrongUsageException("Invalid --limit: " + limit + " is less than 1");
        }
        return limit;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PipelineStatus status;
        try (OpenDeployment open = where.open()) {
            status = new LookAtPipeline(open.deployment(), InstantSource.system()).look(limit());
        }
        if (json) {
            out.println(ReceiptJson.write(status));
        } else {
            new StatusPrinter(out).print(status);
        }
        out.flush();
        return status.isWell() ? ExitCode.DONE : ExitCode.REJECTED;
    }
}
