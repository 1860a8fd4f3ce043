package dev.waybill.receipt;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.Target;
import java.util.List;
import java.util.Optional;

/**
 * What LoadBatch did: {@code staged = stale + inserted + updated + deleted}.
 *
 * @param accepted false is a verdict about the data, with its {@code reasons}; nothing was committed then
 * @param alreadyApplied the ledger had the batch before; the counts are those of its first load
 * @param table the target, {@code schema.table}
 * @param deleted rows that deleted their key, whether or not the table had it; 0 in a receipt that is older than the field
 * @param supersedes what became of the batch that this one takes the place of
 * @param refreshed the materialized views that were refreshed after the commit
 */
public record LoadReceipt(
        BatchId batch,
        DatasetName dataset,
        boolean accepted,
        List<String> reasons,
        boolean alreadyApplied,
        String table,
        long staged,
        long stale,
        long inserted,
        long updated,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long deleted,
        Optional<TakenBack> supersedes,
        List<Refreshed> refreshed) {

    public LoadReceipt {
        reasons = List.copyOf(reasons);
        refreshed = List.copyOf(refreshed);
    }

    /** The verdict that a batch can't be loaded as it is. */
    public static LoadReceipt refused(BatchId batch, DatasetName dataset, Target target, List<String> reasons) {
        return new LoadReceipt(
                batch,
                dataset,
                false,
                reasons,
                false,
                target.table().toString(),
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                List.of());
    }

    /**
     * What became of the rows of a batch that doesn't count any more, before the batch that supersedes it was applied.
     *
     * @param removed rows that it had brought and that left the table
     * @param restored rows that are in the table again because it doesn't count
     * @param changedSince keys of which a later batch had changed the row already: those rows stay
     */
    public record TakenBack(BatchId batch, long removed, long restored, long changedSince) {}

    /** A refresh after the commit; {@code error} says why it failed, which doesn't touch the load. */
    public record Refreshed(String view, Optional<String> error) {}
}
