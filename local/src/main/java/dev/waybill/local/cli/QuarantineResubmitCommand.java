package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.quarantine.Resubmission;
import dev.waybill.operate.AnnounceManifest;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.operate.Replay;
import dev.waybill.operate.Replay.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Delivers corrected rows. */
@Command(
        name = "resubmit",
        description = {
            "Delivers a folder of corrected rows as a new delivery of their batch's hour, and waits until it is loaded. It is "
                    + "a batch of its own: rows that are still wrong are rejected again, and 'undo' takes it back.",
            "",
            "Without --yes it only says what would be delivered.",
            ""
        },
        mixinStandardHelpOptions = true)
final class QuarantineResubmitCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(index = "0", paramLabel = "BATCH", description = "whose rows they were")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "the folder that export wrote, corrected")
    private Path folder = Path.of("");

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BatchId batch = BatchIds.parse(id);
        try (OpenDeployment open = where.open()) {
            Deployment deployment = open.deployment();
            Contract contract = new PublishedContracts(deployment).of(batch.dataset());
            Resubmission resubmission = Resubmission.of(new LookAtBatch(deployment).look(batch), contract, folder);
            if (!yes) {
                resubmission.files().forEach(file -> out.println("would deliver " + file));
                out.println("Nothing was done. With --yes it is done.");
                return ExitCode.DONE;
            }
            resubmission.deliver(deployment.s3(), batch);
            Replay replay = new Replay(deployment);
            BatchId started =
                    new AnnounceManifest(deployment).awaitStart(batch.dataset(), batch.hour(), resubmission.manifest());
            List<Outcome> outcomes = new ArrayList<>();
            replay.await(List.of(started), outcomes::add);
            new BatchPrinter(out, deployment.commands()).print(new LookAtBatch(deployment).look(started));
            return ExitCode.of(outcomes.get(0).failure().stream().toList());
        } finally {
            out.flush();
        }
    }
}
