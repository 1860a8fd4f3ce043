package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import java.util.List;

/** Batches as people name them on the command line. */
final class BatchIds {
    private BatchIds() {}

    static BatchId parse(String id) {
        try {
            BatchId batch = BatchId.parse(id);
            batch.hour();
            return batch;
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    static List<BatchId> parse(List<String> ids) {
        return ids.stream().map(BatchIds::parse).toList();
    }
}
