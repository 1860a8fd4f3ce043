package dev.waybill.operate.page;

import dev.waybill.contract.DatasetName;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.operate.PipelineStatus.DatasetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a pipeline is doing: its datasets, what is on its way, what needs somebody, and the batches over time. */
public final class OverviewPage {
    private final PipelineStatus status;
    private final List<AppliedBatch> newest;

    private OverviewPage(PipelineStatus status, List<AppliedBatch> newest) {
        this.status = status;
        this.newest = newest;
    }

    /**
     * The page.
     *
     * @param newest of each dataset what was applied last, the latest first
     */
    public static String html(PipelineStatus status, List<AppliedBatch> newest, PageLinks links) {
        return Template.fill("overview", Map.of("page", new OverviewPage(status, newest), "links", links));
    }

    PipelineStatus status() {
        return status;
    }

    Instant now() {
        return status.at();
    }

    long late() {
        return status.datasets().stream().filter(this::isLate).count();
    }

    boolean isLate(DatasetStatus dataset) {
        return dataset.isLate(now());
    }

    /** {@code on time}, {@code late}; {@code no cadence} where nobody can say. */
    Badge freshness(DatasetStatus dataset) {
        if (dataset.last().isEmpty()) {
            return new Badge(Badge.Kind.QUIET, "never loaded");
        }
        if (dataset.cadence().isEmpty()) {
            return new Badge(Badge.Kind.QUIET, "no cadence");
        }
        return isLate(dataset) ? new Badge(Badge.Kind.WARN, "late") : new Badge(Badge.Kind.GOOD, "on time");
    }

    List<BatchChart> charts() {
        Map<DatasetName, List<AppliedBatch>> byDataset = newest.stream()
                .collect(Collectors.groupingBy(AppliedBatch::dataset, LinkedHashMap::new, Collectors.toList()));
        return byDataset.values().stream()
                .map(batches -> {
                    List<AppliedBatch> inTime = new ArrayList<>(batches);
                    Collections.reverse(inTime);
                    return BatchChart.of(inTime);
                })
                .toList();
    }
}
