package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the ledger: a batch that was applied.
 *
 * @param table the target, {@code schema.table}
 * @param declared records that its manifest declared
 * @param supersedes the batch that it took the place of
 * @param supersededBy the batch that took its place, and counts
 * @param undoUntil how long it can be taken back
 * @param undoneAt when it was taken back
 */
public record AppliedBatch(
        BatchId batch,
        DatasetName dataset,
        Hour hour,
        Instant deliveredAt,
        S3Location manifest,
        String table,
        String mode,
        String contractDigest,
        OptionalLong declared,
        long read,
        long rejected,
        long superseded,
        long staged,
        long stale,
        long inserted,
        long updated,
        long deleted,
        Instant appliedAt,
        Optional<BatchId> supersedes,
        Optional<BatchId> supersededBy,
        Optional<Instant> undoUntil,
        Optional<Instant> undoneAt) {

    /** Whether the table is as if it had been delivered. */
    public boolean counts() {
        return undoneAt.isEmpty() && supersededBy.isEmpty();
    }
}
