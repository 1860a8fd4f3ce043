package dev.waybill.operate.page;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.operate.AppliedBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The batches that were applied, the latest first, some at a time. */
public final class BatchListPage {
    private BatchListPage() {}

    /**
     * What is shown.
     *
     * @param dataset the one that it is of; all datasets if absent
     * @param after the batch that the page before ended with; absent on the first page
     * @param batches of this page
     * @param isLast whether there are none after them
     */
    public record Shown(
            Optional<DatasetName> dataset,
            List<DatasetName> datasets,
            Optional<BatchId> after,
            List<AppliedBatch> batches,
            boolean isLast) {
        public Shown {
            datasets = List.copyOf(datasets);
            batches = List.copyOf(batches);
        }
    }

    /** The page. */
    public static String html(Shown shown, Instant now, PageLinks links) {
        return Template.fill("list", Map.of("shown", shown, "now", now, "links", links));
    }
}
