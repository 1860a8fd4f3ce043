package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.error.TransientException;
import dev.waybill.operate.page.BatchPage;
import dev.waybill.operate.page.PageLinks;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Writes a batch's page as a file beside its receipts, where it stays when the execution's history is gone. */
public final class WriteReport {
    private final Deployment deployment;
    private final LookAtBatch lookAtBatch;
    private final PublishedContracts contracts;
    private final S3Documents documents;
    private final InstantSource clock;

    public WriteReport(Deployment deployment, InstantSource clock) {
        this.deployment = deployment;
        this.lookAtBatch = new LookAtBatch(deployment);
        this.contracts = new PublishedContracts(deployment);
        this.documents = new S3Documents(deployment.s3());
        this.clock = clock;
    }

    /**
     * Writes the report of a batch of which an execution has ended, and that of the batch that it takes the place of, whose own says
     * so from then on. Written again, they are as the batches are then.
     *
     * @param execution the name of the execution
     * @param stoppedAt when it ended; one that runs because it was redriven since has another end to come
     * @return where the batch's report is
     * @throws UnknownNameException if there is no such dataset or batch
     * @throws TransientException if Step Functions doesn't say yet that the execution ended, or a service stayed out of reach
     */
    public S3Location afterExecution(BatchId batch, String execution, Instant stoppedAt) {
        BatchOverview overview = lookAtBatch.look(batch);
        // What is judged here is what the page shows: asked once more, Step Functions may answer with less again.
        Optional<BatchExecution> shown = overview.executions().stream()
                .map(ExecutionOverview::execution)
                .filter(run -> run.name().equals(execution))
                .findFirst();
        if (shown.map(run -> lags(run, stoppedAt)).orElse(isRun(execution))) {
            throw new TransientException(
                    "Cannot report on " + batch + ": Step Functions doesn't say yet that its execution " + execution
                            + " has ended. Its answers lag behind; ask again");
        }
        Optional<BatchId> superseded = overview.ledger().flatMap(AppliedBatch::supersedes);
        superseded.ifPresent(other -> write(lookAtBatch.look(other)));
        return write(overview);
    }

    /** One that somebody started by hand, under a name of their own, is never shown. */
    private static boolean isRun(String execution) {
        return ExecutionName.parse(execution).isPresent();
    }

    private static boolean lags(BatchExecution run, Instant stoppedAt) {
        return run.status() == ExecutionStatus.RUNNING
                && run.redrivenAt().filter(stoppedAt::isBefore).isEmpty();
    }

    private S3Location write(BatchOverview overview) {
        Contract contract = contracts.of(overview.batch().dataset());
        S3Location location = deployment.folders(contract, overview.batch()).report();
        documents.writePage(
                location,
                BatchPage.html(overview, contract.key(), clock.instant(), PageLinks.file(), deployment.commands()));
        return location;
    }
}
