package dev.waybill.warehouse;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What the text of a load's transaction depends on beside the contract.
 *
 * @param otherColumns the columns that only the target has, which are kept with a row that is replaced
 * @param tombstones the keys that were deleted from the target, if it has such a table, whatever the contract says now
 * @param range between which values the batch's keys lie, if it is known
 * @param supersedes the batch that this one takes the place of
 */
public record LoadDetails(
        List<String> otherColumns,
        Optional<TableName> tombstones,
        Optional<KeyRange> range,
        Optional<BatchId> supersedes) {
    public LoadDetails {
        otherColumns = List.copyOf(otherColumns);
    }
}
