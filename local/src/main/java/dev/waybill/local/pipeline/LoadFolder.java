package dev.waybill.local.pipeline;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.local.states.ExecutionRecord;
import dev.waybill.local.states.LocalStepFunctions;
import dev.waybill.s3.S3Location;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Delivers a folder and waits until its batch has ended. A delivery that was loaded before is left alone; one whose
 * execution failed or was rejected is run again under a new name, since the contract or the machine may be right by now; so is
 * one whose receipts were removed, which writes them anew and applies nothing twice.
 */
public final class LoadFolder {
    private static final String NO_SUCH_COLUMN = "42703";

    private final LocalPipeline pipeline;
    private final BatchReports reports;

    public LoadFolder(LocalPipeline pipeline) {
        this.pipeline = pipeline;
        this.reports = new BatchReports(pipeline.s3().client());
    }

    public BatchReport load(SourceFolder folder, Contract contract) {
        S3Location manifest;
        try {
            manifest = new FolderDelivery(pipeline.s3().client()).deliver(folder, contract);
        } catch (TerminalException e) {
            return BatchReports.undeliverable(folder, contract, String.valueOf(e.getMessage()));
        }
        Answer answer = pipeline.awaitAnswer(manifest);
        if (answer instanceof Answer.Refused refused) {
            return BatchReports.refused(manifest, contract.dataset(), folder.hour(), refused);
        }
        if (answer instanceof Answer.Failed failed) {
            return BatchReports.failed(manifest, contract.dataset(), folder.hour(), failed);
        }
        Answer.Started started = (Answer.Started) answer;
        return started.before() ? again(started) : ended(started.executionArn());
    }

    /** The report of an execution, when it has ended. */
    public BatchReport ended(String executionArn) {
        pipeline.states().awaitEnd(executionArn);
        return reports.of(pipeline.states().execution(executionArn), false);
    }

    private BatchReport again(Answer.Started started) {
        LocalStepFunctions states = pipeline.states();
        BatchId batch = BatchId.parse(started.batch());
        int reruns = 0;
        while (exists(states.executionArn(batch.rerun(reruns + 1)))) {
            reruns++;
        }
        String lastArn = reruns == 0 ? started.executionArn() : states.executionArn(batch.rerun(reruns));
        states.awaitEnd(lastArn);
        ExecutionRecord last = states.execution(lastArn);
        if (last.status() == ExecutionStatus.SUCCEEDED && reports.hasReceipts(last) && !isUndone(batch)) {
            return reports.of(last, true);
        }
        String name = batch.rerun(reruns + 1);
        return ended(states.startExecution(request -> request.stateMachineArn(states.stateMachineArn())
                        .name(name)
                        .input(last.input()))
                .executionArn());
    }

    /** One that was taken back is run again, so that it says so: its load refuses it. */
    private boolean isUndone(BatchId batch) {
        AtomicBoolean undone = new AtomicBoolean();
        try {
            pipeline.warehouse()
                    .query(
                            "SELECT undone_at FROM waybill.batch WHERE batch_id = '" + batch + "'",
                            rows -> undone.set(rows.next() && rows.getString(1) != null));
            return undone.get();
        } catch (SQLException e) {
            if (NO_SUCH_COLUMN.equals(e.getSQLState())) {
                // The ledger is older than undo.
                return false;
            }
            throw new TransientException("Cannot look for " + batch + " in the ledger: " + e.getMessage(), e);
        }
    }

    private boolean exists(String executionArn) {
        try {
            pipeline.states().execution(executionArn);
            return true;
        } catch (ExecutionDoesNotExistException e) {
            return false;
        }
    }
}
