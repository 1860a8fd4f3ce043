package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a batch.
 *
 * @param reasons why it isn't loaded and valid; empty if it is
 * @param action what to do about it
 * @param ledger its row in the ledger, if it was ever applied
 * @param executions the first one first
 */
public record BatchOverview(
        BatchId batch,
        BatchState state,
        List<String> reasons,
        Optional<String> action,
        Optional<Delivery> delivery,
        Optional<ConversionReceipt> conversion,
        Optional<LoadReceipt> load,
        Optional<Verdict> validation,
        Optional<AppliedBatch> ledger,
        List<ExecutionOverview> executions) {

    public BatchOverview {
        reasons = List.copyOf(reasons);
        executions = List.copyOf(executions);
    }

    /** Whether {@code read = rejected + superseded + staged} and {@code staged = stale + inserted + updated + deleted}. */
    public boolean isConserved() {
        return ledger.map(row -> row.read() == row.rejected() + row.superseded() + row.staged()
                        && row.staged() == row.stale() + row.inserted() + row.updated() + row.deleted())
                .or(() -> conversion.map(
                        receipt -> receipt.read() == receipt.rejected() + receipt.superseded() + receipt.staged()))
                .orElse(true);
    }
}
