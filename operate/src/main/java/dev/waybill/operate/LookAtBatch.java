package dev.waybill.operate;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Gathers all that is known of one batch: its receipts, its row in the ledger, and the ways of its executions. */
public final class LookAtBatch {
    private final Deployment deployment;
    private final S3Documents documents;
    private final BatchExecutions executions;
    private final Ledger ledger;

    public LookAtBatch(Deployment deployment) {
        this.deployment = deployment;
        this.documents = new S3Documents(deployment.s3());
        this.executions = new BatchExecutions(deployment);
        this.ledger = new Ledger(deployment.warehouse());
    }

    /**
     * Looks at a batch: a few requests, whatever else was loaded.
     *
     * @throws UnknownNameException if there is no such dataset or batch
     */
    public BatchOverview look(BatchId batch) {
        BatchFolders folders = deployment.folders(new PublishedContracts(deployment).of(batch.dataset()), batch);
        Optional<AppliedBatch> row = ledger.find(batch);
        Optional<Delivery> delivery = receipt(folders.deliveryReceipt(), Delivery.class);
        List<ExecutionOverview> runs =
                executions.of(batch).stream().map(this::overview).toList();
        if (row.isEmpty() && delivery.isEmpty() && runs.isEmpty()) {
            throw new UnknownNameException("Unknown batch " + batch + ": neither the ledger nor " + folders.receipts()
                    + " has it. 'status' and 'missing' name the batches that are there");
        }
        Optional<ConversionReceipt> conversion = receipt(folders.conversionReceipt(), ConversionReceipt.class);
        Optional<LoadReceipt> load = receipt(folders.loadReceipt(), LoadReceipt.class);
        Optional<Verdict> validation = receipt(folders.validationReceipt(), Verdict.class);
        Optional<ExecutionOverview> last = runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
        BatchState state = state(row, validation, last);
        return new BatchOverview(
                batch,
                state,
                reasons(state, row, conversion, load, validation, last),
                last.flatMap(ExecutionOverview::failure)
                        .filter(failure -> state == BatchState.FAILED || state == BatchState.REJECTED)
                        .map(failure -> NextAction.of(batch, failure, deployment.commands())),
                delivery,
                conversion,
                load,
                validation,
                row,
                runs);
    }

    private ExecutionOverview overview(DescribeExecutionResponse described) {
        List<StateVisit> way = executions.way(described.executionArn());
        return new ExecutionOverview(
                BatchExecution.of(described),
                Failures.of(
                        described,
                        way.isEmpty()
                                ? Optional.empty()
                                : Optional.of(way.get(way.size() - 1).state())),
                way);
    }

    private static BatchState state(
            Optional<AppliedBatch> row, Optional<Verdict> validation, Optional<ExecutionOverview> last) {
        if (last.filter(run -> run.execution().status() == ExecutionStatus.RUNNING)
                .isPresent()) {
            return BatchState.RUNNING;
        }
        if (row.flatMap(AppliedBatch::undoneAt).isPresent()) {
            return BatchState.UNDONE;
        }
        if (row.flatMap(AppliedBatch::supersededBy).isPresent()) {
            return BatchState.CORRECTED;
        }
        Optional<Failure> failure = last.flatMap(ExecutionOverview::failure);
        if (failure.isPresent()) {
            return failure.get().isVerdict() ? BatchState.REJECTED : BatchState.FAILED;
        }
        // Step Functions forgets executions after 90 days; ledger and receipts stay.
        boolean isValid = validation.map(Verdict::valid).orElse(true);
        if (row.isPresent()) {
            return isValid ? BatchState.LOADED : BatchState.REJECTED;
        }
        return BatchState.FAILED;
    }

    private static List<String> reasons(
            BatchState state,
            Optional<AppliedBatch> row,
            Optional<ConversionReceipt> conversion,
            Optional<LoadReceipt> load,
            Optional<Verdict> validation,
            Optional<ExecutionOverview> last) {
        return switch (state) {
            case RUNNING, LOADED -> List.of();
            case UNDONE ->
                List.of("it was taken back at "
                        + row.flatMap(AppliedBatch::undoneAt).orElseThrow());
            case CORRECTED ->
                List.of("batch " + row.flatMap(AppliedBatch::supersededBy).orElseThrow() + " took its place");
            case FAILED ->
                List.of(last.flatMap(ExecutionOverview::failure)
                        .map(Failure::toString)
                        .orElse("it was delivered, and no execution of it is known"));
            case REJECTED -> RejectionReasons.of(conversion, load, validation);
        };
    }

    private <T> Optional<T> receipt(S3Location location, Class<T> type) {
        return documents.find(location).map(json -> ReceiptJson.read(json, type, location));
    }
}
