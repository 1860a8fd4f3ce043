package dev.waybill.local.pipeline;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.local.states.ExecutionRecord;
import dev.waybill.local.states.LocalStepFunctions;
import dev.waybill.s3.S3Location;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Delivers a folder and waits until its batch has ended. A delivery that was loaded before is left alone; one whose
 * execution failed or was rejected is run again under a new name, since the contract or the machine may be right by now; so is
 * one whose receipts were removed, which writes them anew and applies nothing twice.
 */
public final class LoadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(LoadFolder.class);
    private static final String NO_SUCH_COLUMN = "42703";

    private final LocalPipeline pipeline;
    private final BatchReports reports;

    public LoadFolder(LocalPipeline pipeline) {
        this.pipeline = pipeline;
        this.reports = new BatchReports(pipeline.s3().client());
    }

    /** Loads it by a contract that is published before; one folder after the other, whoever asks. */
    public BatchReport load(SourceFolder folder, Contract contract, byte[] yaml) {
        pipeline.folders().lock();
        try {
            pipeline.publish(contract, yaml);
            return load(folder, contract);
        } finally {
            pipeline.folders().unlock();
        }
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
        return started.before() ? again(started, contract) : ended(started.executionArn());
    }

    /** The report of an execution, when it has ended. */
    public BatchReport ended(String executionArn) {
        pipeline.states().awaitEnd(executionArn);
        return reports.of(pipeline.states().execution(executionArn), false);
    }

    private BatchReport again(Answer.Started started, Contract contract) {
        LocalStepFunctions states = pipeline.states();
        BatchId batch = BatchId.parse(started.batch());
        int reruns = 0;
        while (exists(states.executionArn(batch.rerun(reruns + 1)))) {
            reruns++;
        }
        String lastArn = reruns == 0 ? started.executionArn() : states.executionArn(batch.rerun(reruns));
        states.awaitEnd(lastArn);
        ExecutionRecord last = states.execution(lastArn);
        if (last.status() == ExecutionStatus.SUCCEEDED && reports.hasReceipts(last)) {
            Optional<Applied> applied = applied(batch);
            // One that was taken back is run again, so that it says so: its load refuses it.
            if (applied.filter(Applied::isUndone).isEmpty()) {
                return reports.of(last, true)
                        .withContractChange(applied.filter(row -> !row.isSuperseded())
                                .flatMap(row -> ContractChange.of(batch, row.contractDigest(), contract)));
            }
        }
        String name = batch.rerun(reruns + 1);
        try {
            states.startExecution(request ->
                    request.stateMachineArn(states.stateMachineArn()).name(name).input(last.input()));
        } catch (ExecutionAlreadyExistsException e) {
            LOG.info("{} was started by another load of the same folder", name);
        }
        return ended(states.executionArn(name));
    }

    /** What the ledger says of a batch; empty if it doesn't have it, or is older than undo. */
    private Optional<Applied> applied(BatchId batch) {
        List<Applied> rows = new ArrayList<>();
        try {
            pipeline.warehouse()
                    .query(
                            "SELECT b.contract_digest, b.undone_at, l.batch_id FROM waybill.batch AS b"
                                    + " LEFT JOIN waybill.batch AS l ON l.supersedes = b.batch_id AND l.undone_at IS NULL"
                                    + " WHERE b.batch_id = '" + batch + "'",
                            found -> {
                                while (found.next()) {
                                    rows.add(new Applied(
                                            found.getString(1),
                                            found.getString(2) != null,
                                            found.getString(3) != null));
                                }
                            });
            return rows.stream().findFirst();
        } catch (SQLException e) {
            if (NO_SUCH_COLUMN.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw new TransientException("Cannot look for " + batch + " in the ledger: " + e.getMessage(), e);
        }
    }

    /** The rows that are in the table were made by the contract of their first load, whatever ran since. */
    private record Applied(String contractDigest, boolean isUndone, boolean isSuperseded) {}

    private boolean exists(String executionArn) {
        try {
            pipeline.states().execution(executionArn);
            return true;
        } catch (ExecutionDoesNotExistException e) {
            return false;
        }
    }
}
