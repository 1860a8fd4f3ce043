package dev.waybill.operate.page;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Severity;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchExecution;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.BatchState;
import dev.waybill.operate.ExecutionOverview;
import dev.waybill.operate.Failure;
import dev.waybill.operate.StateVisit;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.FileAccount;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.ConversionReceipt.RejectedRow;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.LoadReceipt.TakenBack;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.s3.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A batch of which 1,200 records were read, 12 rejected, 88 superseded; of the 1,100 staged rows 10 were stale, 900 inserted, 180
 * updated, 10 deleted. A text can be put into each value that isn't Waybill's own.
 */
final class SampleBatch {
    private static final Instant START = Instant.parse("2026-11-26T08:03:00Z");
    private static final List<String> HAPPY = List.of(
            "CrawlSource",
            "WaitForCrawl",
            "GetCrawl",
            "CrawlEnded?",
            "WaitForCrawl",
            "GetCrawl",
            "CrawlEnded?",
            "ConvertBatch",
            "ReadConversion",
            "ConversionAccepted?",
            "LoadBatch",
            "ReadLoad",
            "LoadAccepted?",
            "ValidateBatch",
            "BatchValid?",
            "PublishLoaded",
            "AnnounceLoaded",
            "Loaded");

    private final BatchState state;
    private final BatchId id = BatchId.parse("orders-2026112607-0123456789abcdef");
    private final List<String> reasons = new ArrayList<>();
    private final List<ExecutionOverview> executions = new ArrayList<>();
    private final List<CheckResult> checks = new ArrayList<>();
    private Optional<String> action = Optional.empty();
    private boolean converted = true;
    private boolean accepted = true;
    private boolean applied = true;
    private Optional<BatchId> supersedes = Optional.empty();
    private Optional<BatchId> supersededBy = Optional.empty();
    private Optional<Instant> undoneAt = Optional.empty();
    private String text = "";

    private SampleBatch(BatchState state) {
        this.state = state;
        checks.add(CheckResult.of("the ledger has the batch once", Severity.FAIL, "1 row", "1 row", true));
    }

    static SampleBatch loaded() {
        SampleBatch batch = new SampleBatch(BatchState.LOADED);
        batch.executions.add(batch.execution(HAPPY, ExecutionStatus.SUCCEEDED, Optional.empty()));
        batch.checks.add(new CheckResult(
                "status is one of new, paid",
                Severity.WARN,
                "0 rows with another value",
                "2 rows with another value",
                false,
                List.of("order_id=17", "order_id=18")));
        return batch;
    }

    static SampleBatch rejected() {
        SampleBatch batch = new SampleBatch(BatchState.REJECTED);
        batch.accepted = false;
        batch.applied = false;
        batch.checks.clear();
        batch.reasons.add("12 of 1200 records are rejected, more than the contract's max_rejected of 0.5%");
        batch.action = Optional.of("Correct the files, then: waybill replay " + batch.id);
        List<String> way = new ArrayList<>(HAPPY.subList(0, 10));
        way.addAll(List.of("PublishRejected", "AnnounceRejected", "BatchRejected"));
        batch.executions.add(batch.execution(way, ExecutionStatus.FAILED, Optional.of("BatchRejected")));
        return batch;
    }

    static SampleBatch invalid() {
        SampleBatch batch = new SampleBatch(BatchState.REJECTED);
        batch.reasons.add("amount lies between 0 and 5000: expected 0 rows outside, found 2 rows outside");
        batch.checks.add(new CheckResult(
                "amount lies between 0 and 5000",
                Severity.FAIL,
                "0 rows outside",
                "2 rows outside",
                false,
                List.of("order_id=17")));
        List<String> way = new ArrayList<>(HAPPY.subList(0, 15));
        way.addAll(List.of("PublishRejected", "AnnounceRejected", "BatchRejected"));
        batch.executions.add(batch.execution(way, ExecutionStatus.FAILED, Optional.of("BatchRejected")));
        batch.executions.add(batch.execution(way, ExecutionStatus.FAILED, Optional.of("BatchRejected")));
        return batch;
    }

    static SampleBatch failed() {
        SampleBatch batch = new SampleBatch(BatchState.FAILED);
        batch.applied = false;
        batch.checks.clear();
        batch.reasons.add("LoadBatch failed with States.TaskFailed: The warehouse failed");
        batch.action = Optional.of("Remove the cause, then: waybill replay " + batch.id);
        batch.executions.add(
                batch.execution(HAPPY.subList(0, 11), ExecutionStatus.FAILED, Optional.of("States.TaskFailed")));
        return batch;
    }

    static SampleBatch running() {
        SampleBatch batch = new SampleBatch(BatchState.RUNNING);
        batch.converted = false;
        batch.applied = false;
        batch.checks.clear();
        batch.executions.add(batch.execution(HAPPY.subList(0, 8), ExecutionStatus.RUNNING, Optional.empty()));
        return batch;
    }

    static SampleBatch corrected() {
        SampleBatch batch = loaded().as(BatchState.CORRECTED);
        batch.supersededBy = Optional.of(Samples.OTHER);
        batch.reasons.add("batch " + Samples.OTHER + " took its place");
        return batch;
    }

    static SampleBatch correction() {
        SampleBatch batch = loaded();
        batch.supersedes = Optional.of(Samples.OTHER);
        return batch;
    }

    static SampleBatch undone() {
        SampleBatch batch = loaded().as(BatchState.UNDONE);
        batch.undoneAt = Optional.of(Instant.parse("2026-11-26T08:30:00Z"));
        return batch;
    }

    /** One that no execution is known of. */
    static SampleBatch delivered() {
        SampleBatch batch = new SampleBatch(BatchState.FAILED);
        batch.converted = false;
        batch.applied = false;
        batch.checks.clear();
        batch.reasons.add("it was delivered, and no execution of it is known");
        return batch;
    }

    /** The same with a text in each value that comes from files, contracts, errors or the warehouse. */
    SampleBatch with(String hostile) {
        text = hostile;
        reasons.replaceAll(reason -> reason + hostile);
        action = Optional.of("Next " + hostile);
        checks.replaceAll(check -> new CheckResult(
                check.name() + hostile,
                check.severity(),
                check.expected() + hostile,
                check.actual() + hostile,
                check.passed(),
                List.of("id=" + hostile)));
        executions.replaceAll(execution -> new ExecutionOverview(
                new BatchExecution(
                        "by hand " + hostile, ExecutionStatus.FAILED, START, Optional.empty(), 0, Optional.empty()),
                Optional.of(new Failure(
                        ExecutionStatus.FAILED, Optional.of("State" + hostile), "Error" + hostile, "cause " + hostile)),
                execution.way().stream()
                        .map(visit -> new StateVisit(
                                visit.state() + hostile,
                                visit.enteredAt(),
                                visit.took(),
                                0,
                                Optional.of("Error" + hostile)))
                        .toList()));
        return this;
    }

    BatchId id() {
        return id;
    }

    BatchOverview overview() {
        return new BatchOverview(
                id,
                state,
                reasons,
                action,
                Optional.of(delivery()),
                converted ? Optional.of(conversion()) : Optional.empty(),
                applied ? Optional.of(load()) : Optional.empty(),
                checks.isEmpty() ? Optional.empty() : Optional.of(Verdict.of(id, id.dataset(), checks)),
                applied ? Optional.of(ledgerRow()) : Optional.empty(),
                executions);
    }

    AppliedBatch ledgerRow() {
        return new AppliedBatch(
                id,
                id.dataset(),
                id.hour(),
                Instant.parse("2026-11-26T08:02:50Z"),
                file("manifest.json"),
                "sales.orders",
                "upsert",
                "97ccb47e5691aa0f",
                OptionalLong.of(1200),
                1200,
                12,
                88,
                1100,
                10,
                900,
                180,
                10,
                Instant.parse("2026-11-26T08:05:00Z"),
                supersedes,
                supersededBy,
                Optional.of(Instant.parse("2026-12-03T08:05:00Z")),
                undoneAt);
    }

    private SampleBatch as(BatchState other) {
        SampleBatch batch = new SampleBatch(other);
        batch.checks.clear();
        batch.checks.addAll(checks);
        batch.executions.addAll(executions);
        return batch;
    }

    private ExecutionOverview execution(List<String> states, ExecutionStatus status, Optional<String> error) {
        List<StateVisit> way = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < states.size(); i++) {
            boolean last = i == states.size() - 1;
            Duration took = Duration.ofMillis(states.get(i).endsWith("?") ? 1 : 1500);
            boolean retried = states.get(i).equals("ConvertBatch");
            way.add(new StateVisit(
                    states.get(i),
                    at,
                    last && status == ExecutionStatus.RUNNING ? Optional.empty() : Optional.of(took),
                    retried ? 2 : 0,
                    last ? error : Optional.empty()));
            at = at.plus(took);
        }
        String name = executions.isEmpty() ? id.toString() : id.rerun(executions.size());
        Instant end = at;
        return new ExecutionOverview(
                new BatchExecution(
                        name,
                        status,
                        START,
                        status == ExecutionStatus.RUNNING ? Optional.empty() : Optional.of(end),
                        0,
                        Optional.empty()),
                error.map(name2 -> new Failure(status, Optional.of(states.get(states.size() - 1)), name2, "why")),
                way);
    }

    private S3Location file(String name) {
        return S3Location.parse("s3://waybill-source-shop/orders/2026/11/26/07/" + name);
    }

    private Delivery delivery() {
        return new Delivery(
                id,
                id.dataset(),
                "shop",
                id.hour(),
                Instant.parse("2026-11-26T08:02:50Z"),
                file("manifest.json"),
                S3Location.parse("s3://waybill-artefacts/contracts/orders.yaml"),
                S3Location.parse("s3://waybill-processed-shop/"),
                OptionalLong.of(1200),
                List.of(),
                List.of(),
                supersedes);
    }

    private ConversionReceipt conversion() {
        return new ConversionReceipt(
                id,
                id.dataset(),
                accepted,
                accepted ? List.of() : reasons,
                "97ccb47e5691aa0f",
                OptionalLong.of(1200),
                1200,
                12,
                88,
                1100,
                List.of(
                        new FileAccount(file("a" + text + ".csv"), 700, 0),
                        new FileAccount(file("b" + text + ".csv"), 500, 12)),
                List.of(file("c" + text + ".csv")),
                Map.of("amount: is not a decimal(10,2)" + text, 9L, "order_id: is missing" + text, 3L),
                List.of(new RejectedRow(
                        file("b" + text + ".csv"), 17, List.of("amount: 'n/a" + text + "' is not a decimal(10,2)"))),
                List.of(new ParquetFile(
                        S3Location.parse("s3://waybill-processed-shop/orders/batch=x/run=1/part-0.parquet"),
                        81920,
                        1100)),
                S3Location.parse("s3://waybill-processed-shop/_quarantine/orders/batch=x/run=1/"),
                List.of(),
                List.of("channel" + text),
                OptionalLong.empty(),
                List.of(new MissingColumn("note", 1, file("a" + text + ".csv"))),
                List.of(new AddedColumn("felt", "properties.felt" + text)),
                Map.of("customer", 2L));
    }

    private LoadReceipt load() {
        return new LoadReceipt(
                id,
                id.dataset(),
                true,
                List.of(),
                false,
                "sales.orders",
                1100,
                10,
                900,
                180,
                10,
                supersedes.map(other -> new TakenBack(other, 386, 168, 52)),
                List.of(
                        new Refreshed("sales.daily", Optional.empty()),
                        new Refreshed("sales.weekly", Optional.of("no such column" + text))));
    }
}
