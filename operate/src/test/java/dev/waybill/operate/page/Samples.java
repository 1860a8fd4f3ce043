package dev.waybill.operate.page;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.BatchState;
import dev.waybill.operate.Commands;
import dev.waybill.operate.Failure;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.operate.PipelineStatus.DatasetStatus;
import dev.waybill.operate.PipelineStatus.Failed;
import dev.waybill.operate.PipelineStatus.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Pages of each kind. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    static final BatchId OTHER = BatchId.parse("orders-2026112607-fedcba9876543210");
    private static final List<String> KEY = List.of("order_id", "line");

    private Samples() {}

    /** Every page by a name for its file. */
    static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", OverviewPage.html(status(), ledger(), PageLinks.served()));
        pages.put("overview-empty", OverviewPage.html(emptyStatus(), List.of(), PageLinks.served()));
        pages.put("list", BatchListPage.html(list(), NOW, PageLinks.served()));
        pages.put(
                "message",
                MessagePage.html("There is no such page", List.of("Unknown batch x"), NOW, PageLinks.servedBatch()));
        batches().forEach((name, batch) -> pages.put(name, page(batch)));
        return pages;
    }

    static String page(BatchOverview batch) {
        return BatchPage.html(batch, KEY, NOW, PageLinks.file(), Commands.OF_USUAL_HOME);
    }

    static Map<String, BatchOverview> batches() {
        Map<String, BatchOverview> batches = new LinkedHashMap<>();
        batches.put("loaded", SampleBatch.loaded().overview());
        batches.put("rejected", SampleBatch.rejected().overview());
        batches.put("invalid", SampleBatch.invalid().overview());
        batches.put("failed", SampleBatch.failed().overview());
        batches.put("running", SampleBatch.running().overview());
        batches.put("corrected", SampleBatch.corrected().overview());
        batches.put("correction", SampleBatch.correction().overview());
        batches.put("undone", SampleBatch.undone().overview());
        batches.put("delivered", SampleBatch.delivered().overview());
        return batches;
    }

    static PipelineStatus status() {
        BatchId failed = SampleBatch.failed().id();
        return new PipelineStatus(
                NOW,
                List.of(
                        new DatasetStatus(
                                DatasetName.of("orders"),
                                "sales.orders",
                                "upsert",
                                Optional.of(SampleBatch.loaded().ledgerRow()),
                                Optional.of("1 hour"),
                                Optional.of(NOW.minus(Duration.ofMinutes(30)))),
                        new DatasetStatus(
                                DatasetName.of("rates"),
                                "treasury.rates",
                                "append",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                List.of(new Running(
                        OTHER.toString(), Optional.of(OTHER), NOW.minusSeconds(40), Optional.of("ConvertBatch"))),
                0,
                List.of(new Failed(
                        failed.toString(),
                        Optional.of(failed),
                        NOW.minus(Duration.ofHours(3)),
                        new Failure(
                                ExecutionStatus.FAILED,
                                Optional.of("LoadBatch"),
                                "States.TaskFailed",
                                "The warehouse failed"),
                        Optional.of("Remove the cause, then: waybill replay " + failed))),
                3,
                List.of("Invalid contract s3://artefacts/contracts/x.yaml: 1 mistake"));
    }

    static PipelineStatus emptyStatus() {
        return new PipelineStatus(NOW, List.of(), List.of(), 0, List.of(), 0, List.of());
    }

    /** Two batches of orders, the latest first, of which the first was taken back. */
    static List<AppliedBatch> ledger() {
        return List.of(SampleBatch.loaded().ledgerRow(), SampleBatch.undone().ledgerRow());
    }

    static BatchListPage.Shown list() {
        List<AppliedBatch> batches = IntStream.range(0, 3)
                .mapToObj(i -> SampleBatch.loaded().ledgerRow())
                .toList();
        return new BatchListPage.Shown(
                Optional.of(DatasetName.of("orders")),
                List.of(DatasetName.of("orders"), DatasetName.of("rates")),
                Optional.of(OTHER),
                batches,
                false);
    }

    static BatchState stateOf(String name) {
        return Optional.ofNullable(batches().get(name)).orElseThrow().state();
    }
}
