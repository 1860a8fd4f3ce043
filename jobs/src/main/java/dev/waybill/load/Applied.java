package dev.waybill.load;

import dev.waybill.batch.BatchId;
import dev.waybill.receipt.LoadReceipt.TakenBack;
import dev.waybill.warehouse.Rows;
import java.util.Optional;

/**
 * A batch as the ledger has it.
 *
 * @param before it was applied by an earlier run
 * @param takenBack what became of the batch that it supersedes
 * @param undoneAt when it was taken back itself
 */
record Applied(
        boolean before,
        long staged,
        long stale,
        long inserted,
        long updated,
        long deleted,
        Optional<TakenBack> takenBack,
        Optional<String> undoneAt) {

    /** From the columns of {@link dev.waybill.warehouse.LoadSql#findInLedger}. */
    static Applied of(Rows rows, Optional<BatchId> supersedes) {
        return new Applied(
                false,
                rows.number(0, 0),
                rows.number(0, 1),
                rows.number(0, 2),
                rows.number(0, 3),
                rows.number(0, 4),
                supersedes.map(batch -> new TakenBack(batch, rows.number(0, 5), rows.number(0, 6), rows.number(0, 7))),
                rows.text(0, 8));
    }

    Applied asBefore() {
        return new Applied(true, staged, stale, inserted, updated, deleted, takenBack, undoneAt);
    }
}
