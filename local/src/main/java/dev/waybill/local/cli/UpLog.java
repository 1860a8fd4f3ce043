package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.ExecutionInput;
import dev.waybill.error.WaybillException;
import dev.waybill.local.home.Room;
import dev.waybill.local.pipeline.Answer;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.states.ExecutionRecord;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.operate.WriteReport;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says, in a line each, what a pipeline that stays does, and leaves a report of each batch. */
final class UpLog implements PipelineListener {
    private final PrintWriter out;
    private final Path home;
    private volatile @Nullable Deployment deployment;

    UpLog(PrintWriter out, Path home) {
        this.out = out;
        this.home = home;
    }

    /** From now on, the account of a batch that has ended is said, too. */
    void about(Deployment pipeline) {
        deployment = pipeline;
    }

    @Override
    public void entered(String executionName, String state) {
        // The page shows it.
    }

    @Override
    public void answered(S3Location manifest, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            say(refused.message());
        } else if (answer instanceof Answer.Failed failed) {
            say(failed.message());
            lackOfRoom();
        } else if (answer instanceof Answer.Started started) {
            say(started.batch() + (started.before() ? " was delivered before" : " started"));
        }
    }

    @Override
    public void ended(ExecutionRecord execution) {
        Deployment known = deployment;
        BatchId batch = ReceiptJson.read(
                        execution.input().getBytes(StandardCharsets.UTF_8), ExecutionInput.class, execution.name())
                .batch();
        if (known == null) {
            say(execution.name() + " ended as " + execution.status());
            return;
        }
        try {
            new WriteReport(known, InstantSource.system()).afterExecution(batch, execution.name(), Instant.now());
            say(sentence(new LookAtBatch(known).look(batch)));
        } catch (WaybillException e) {
            say(execution.name() + " ended as " + execution.status() + "; " + e.getMessage());
        }
        if (execution.status() == ExecutionStatus.FAILED) {
            lackOfRoom();
        }
    }

    /** Whatever failed for want of room says so in words of its own. */
    private void lackOfRoom() {
        Room.lack(home).ifPresent(this::say);
    }

    private static String sentence(BatchOverview batch) {
        Optional<String> account = batch.ledger().map(UpLog::account);
        String reasons = String.join("; ", batch.reasons());
        return batch.batch() + " " + batch.state()
                + account.map(text -> ": " + text).orElse("")
                + (reasons.isEmpty() ? "" : ": " + reasons)
                + batch.action().map(action -> ". " + action).orElse("");
    }

    private static String account(AppliedBatch row) {
        return "read %,d, rejected %,d, superseded %,d, stale %,d, inserted %,d, updated %,d, deleted %,d"
                .formatted(
                        row.read(),
                        row.rejected(),
                        row.superseded(),
                        row.stale(),
                        row.inserted(),
                        row.updated(),
                        row.deleted());
    }

    synchronized void say(String what) {
        out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
        out.flush();
    }
}
