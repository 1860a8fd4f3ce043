package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.quarantine.Resubmission;
import dev.waybill.operate.AnnounceManifest;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.operate.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                    + "a batch of its own: rows that are still wrong are rejected again, and 'undo' takes it back. Files that "
                    + "were delivered before, and not changed since, aren't delivered again.",
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
            Replay replay = new Replay(deployment);
            Optional<Replay.Plan> before = replay.deliveredFrom(resubmission.folder(), contract, batch.hour())
                    .map(replay::plan);
            before.ifPresent(plan -> out.println("These files were delivered before, as " + plan.batch() + ": "
                    + plan.why()
                    + (plan.step() == Replay.Step.NOTHING ? ". To deliver them anew, change them by a byte" : "")));
            if (!yes) {
                print(resubmission, before, out);
                return ExitCode.DONE;
            }
            BatchId delivered =
                    before.isPresent() ? goOn(replay, before.get()) : deliver(replay, deployment, resubmission, batch);
            BatchOverview found = new LookAtBatch(deployment).look(delivered);
            new BatchPrinter(out, deployment.commands()).print(found);
            return switch (found.state()) {
                case LOADED -> ExitCode.DONE;
                case REJECTED -> ExitCode.REJECTED;
                default -> ExitCode.FAILED;
            };
        } finally {
            out.flush();
        }
    }

    private static BatchId deliver(Replay replay, Deployment deployment, Resubmission resubmission, BatchId batch) {
        resubmission.deliver(deployment.s3(), batch);
        BatchId started =
                new AnnounceManifest(deployment).awaitStart(batch.dataset(), batch.hour(), resubmission.manifest());
        replay.await(List.of(started), outcome -> {});
        return started;
    }

    private static void print(Resubmission resubmission, Optional<Replay.Plan> before, PrintWriter out) {
        if (before.isEmpty()) {
            resubmission.files().forEach(file -> out.println("would deliver " + file));
        } else if (before.get().step() == Replay.Step.RUN) {
            out.println("would run " + before.get().batch() + " again");
        }
        out.println("Nothing was done. With --yes it is done.");
    }

    /** Of files that were delivered before: not again, since they would be there twice. */
    private static BatchId goOn(Replay replay, Replay.Plan plan) {
        BatchId before = plan.batch();
        switch (plan.step()) {
            case RUN -> replay.run(List.of(before), 1, outcome -> {});
            case WAIT -> replay.await(List.of(before), outcome -> {});
            case NOTHING -> {
                // It has ended well, or on purpose.
            }
        }
        return before;
    }
}
