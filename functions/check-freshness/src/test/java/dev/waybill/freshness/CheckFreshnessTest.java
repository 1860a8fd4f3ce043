package dev.waybill.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.metrics.Metric;
import dev.waybill.metrics.MetricLog;
import dev.waybill.operate.Commands;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.MissingDelivery;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** At ten o'clock, of a dataset that comes every six hours and is loaded an hour later. */
class CheckFreshnessTest {
    private static final String FRESHNESS = "s3://processed-shop/_freshness/orders/";

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final InMemoryS3 s3 = new InMemoryS3(() -> now);
    private final SfnClient states = noExecutions();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeTopic topic = new FakeTopic();
    private final List<String> metrics = new ArrayList<>();
    private final CheckFreshness check = new CheckFreshness(
            new Deployment(
                    s3,
                    states,
                    new RedshiftDataWarehouse(
                            ledger,
                            new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev"),
                            Pause.sleeping()),
                    "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch",
                    S3Location.parse("s3://artefacts/contracts/"),
                    "source-",
                    "processed-",
                    Commands.with("--aws", "--stack-name", "pipes")),
            new SnsTopic(
                    topic,
                    "arn:aws:sns:eu-west-1:123456789012:waybill",
                    Commands.with("--aws", "--stack-name", "pipes")),
            recorded(),
            () -> now);

    private static SfnClient noExecutions() {
        SfnClient states = Mockito.mock(SfnClient.class, Mockito.CALLS_REAL_METHODS);
        Mockito.doThrow(ExecutionDoesNotExistException.builder().build())
                .when(states)
                .describeExecution(Mockito.any(DescribeExecutionRequest.class));
        return states;
    }

    private MetricLog recorded() {
        return new MetricLog() {
            @Override
            public void of(DatasetName dataset, Map<Metric, Long> values) {
                metrics.add(dataset + " " + new TreeMap<>(values));
            }

            @Override
            public void total(Map<Metric, Long> values) {
                metrics.add("total " + new TreeMap<>(values));
            }
        };
    }

    private void contract(String dataset, String cadence) {
        s3.put("s3://artefacts/contracts/" + dataset + ".yaml", """
                dataset: %1$s
                source: { system: shop, format: csv }
                columns: { id: integer }
                key: id
                target: { table: sales.%1$s }
                %2$s
                """.formatted(dataset, cadence));
    }

    /** Loaded up to noon of yesterday. */
    private void orders() {
        contract("orders", "cadence: { every: 6 hours }");
        ledger.load("orders", "2026-11-25T00");
        ledger.load("orders", "2026-11-25T06");
        ledger.load("orders", "2026-11-25T12");
    }

    private List<String> subjects() {
        return topic.messages.stream().map(PublishRequest::subject).toList();
    }

    @Test
    void lateHoursOfADatasetAreCountedAndAnnouncedByOneMessage() {
        orders();

        assertThat(check.run()).isEqualTo(new Freshness(1, 2, 2));

        assertThat(metrics).containsExactly("orders {HoursLate=2, NewestHourAge=79200}", "total {HoursLate=2}");
        PublishRequest message = topic.messages.get(0);
        assertThat(subjects()).containsExactly("Waybill misses 2 hours of orders");
        assertThat(message.message()).isEqualTo("""
                orders 2026-11-25T18 is late, due at 2026-11-26T01:00:00Z: nothing was delivered
                Ask shop for it

                orders 2026-11-26T00 is late, due at 2026-11-26T07:00:00Z: nothing was delivered
                Ask shop for it

                All that is missing: ./waybill missing orders --aws --stack-name pipes""");
        assertThat(message.messageAttributes())
                .containsEntry(
                        "dataset",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("orders")
                                .build());
    }

    @Test
    void whatIsNotDueYetIsNotLate() {
        orders();
        now = Instant.parse("2026-11-26T01:00:00Z");
        assertThat(check.run()).isEqualTo(new Freshness(1, 0, 0));
        assertThat(metrics).containsExactly("orders {HoursLate=0, NewestHourAge=46800}", "total {HoursLate=0}");
        assertThat(topic.messages).isEmpty();
    }

    @Test
    void anHourIsAnnouncedOnceHoweverOftenItIsLookedAt() {
        orders();
        check.run();
        now = Instant.parse("2026-11-26T12:00:00Z");
        assertThat(check.run()).isEqualTo(new Freshness(1, 2, 0));
        now = Instant.parse("2026-11-26T14:00:00Z");
        assertThat(check.run()).isEqualTo(new Freshness(1, 3, 1));
        assertThat(subjects())
                .containsExactly("Waybill misses 2 hours of orders", "Waybill misses orders 2026-11-26T06");
    }

    @Test
    void anActionNamesTheCommandOfTheStack() {
        orders();
        s3.put("s3://processed-shop/_receipts/orders/orders-2026112518-0123456789abcdef/delivery.json", "{}");
        check.run();
        assertThat(topic.messages.get(0).message()).startsWith("""
                orders 2026-11-25T18 is late, due at 2026-11-26T01:00:00Z: it was delivered, and no execution of it is known
                Run it again: ./waybill replay orders-2026112518-0123456789abcdef --aws --stack-name pipes
                """);
    }

    @Test
    void whatAFailureQuotesIsNotMailed() {
        MissingDelivery failed = new MissingDelivery(
                DatasetName.of("orders"),
                new Hour(LocalDateTime.of(2026, 11, 25, 18, 0)),
                MissingDelivery.Kind.FAILED,
                S3Location.parse("s3://source-shop/orders/2026/11/25/18/"),
                Optional.empty(),
                Optional.empty(),
                "LoadBatch failed: invalid input syntax for type numeric: \"4711-8822\"",
                "Remove the cause");
        assertThat(new LateHours(DatasetName.of("orders"), List.of(failed)).message(new Commands("--aws")))
                .isEqualTo("""
                        orders 2026-11-25T18 is late: LoadBatch failed: invalid input syntax for type numeric: …
                        Remove the cause

                        All that is missing: ./waybill missing orders --aws""");
    }

    @Test
    void ofManyHoursTheFirstFiveAreToldAndHowManyThereAre() {
        contract("orders", "cadence: { every: 1 hour }");
        ledger.load("orders", "2026-11-01T00");

        assertThat(check.run()).isEqualTo(new Freshness(1, 176, 176));

        assertThat(subjects()).containsExactly("Waybill misses 176 hours of orders");
        assertThat(topic.messages.get(0).message())
                .startsWith("orders 2026-11-19T00 is late, due at 2026-11-19T02:00:00Z: nothing was delivered\n")
                .endsWith("""
                        orders 2026-11-19T04 is late, due at 2026-11-19T06:00:00Z: nothing was delivered
                        Ask shop for it

                        And 171 more.

                        All that is missing: ./waybill missing orders --aws --stack-name pipes""");
    }

    @Test
    void whatARunLeftThatDiedIsAnnouncedByTheNext() {
        orders();
        topic.beforeNext(() -> {
            throw new OutOfMemoryError();
        });
        assertThatThrownBy(check::run).isInstanceOf(OutOfMemoryError.class);
        assertThat(s3.names(FRESHNESS)).isEmpty();

        check.run();
        check.run();
        assertThat(subjects()).containsExactly("Waybill misses 2 hours of orders");
    }

    @Test
    void aDatasetThatNeverCameIsAnnouncedOnceAndCountedEachTime() {
        contract("orders", "cadence: { every: 6 hours }");
        assertThat(check.run()).isEqualTo(new Freshness(1, 1, 1));
        now = now.plus(Duration.ofDays(1));
        assertThat(check.run()).isEqualTo(new Freshness(1, 1, 0));
        assertThat(subjects()).containsExactly("Waybill misses orders 2026-11-26T00");

        ledger.load("orders", "2026-11-27T00");
        now = now.plus(Duration.ofHours(6));
        assertThat(check.run()).isEqualTo(new Freshness(1, 1, 1));
        assertThat(subjects().get(1)).isEqualTo("Waybill misses orders 2026-11-27T06");
    }

    @Test
    void anHourThatIsLoadedIsNotLateWhileAnotherBatchOfItRuns() {
        orders();
        now = Instant.parse("2026-11-26T00:59:00Z");
        String correction = "orders-2026112512-0123456789abcdef";
        s3.put("s3://processed-shop/_receipts/orders/" + correction + "/delivery.json", "{}");
        Mockito.doReturn(DescribeExecutionResponse.builder()
                        .name(correction)
                        .status(ExecutionStatus.RUNNING)
                        .startDate(now)
                        .build())
                .when(states)
                .describeExecution(Mockito.<DescribeExecutionRequest>argThat(
                        request -> request != null && request.executionArn().endsWith(":" + correction)));
        Mockito.doReturn(GetExecutionHistoryResponse.builder().events(List.of()).build())
                .when(states)
                .getExecutionHistory(Mockito.any(GetExecutionHistoryRequest.class));

        assertThat(check.run()).isEqualTo(new Freshness(1, 0, 0));
        assertThat(topic.messages).isEmpty();
    }

    @Test
    void whatCouldNotBeSentIsSentByTheNextTry() {
        orders();
        topic.beforeNext(() -> {
            throw SdkClientException.create("Connection reset");
        });
        assertThatThrownBy(check::run).isInstanceOf(TransientException.class).hasMessage("""
                Cannot check everything. What isn't named here was checked:
                - orders: Cannot announce late hours of orders to arn:aws:sns:eu-west-1:123456789012:waybill: Connection reset""");
        assertThat(s3.names(FRESHNESS)).isEmpty();

        assertThat(check.run()).isEqualTo(new Freshness(1, 2, 2));
        assertThat(topic.messages).hasSize(1);
        assertThat(s3.names(FRESHNESS)).containsExactly("2026112518.announced", "2026112600.announced");
    }

    @Test
    void aBrokenContractAndADatasetThatCannotBeLookedAtHideNoOther() {
        orders();
        contract("invoices", "cadence: { every: 1 day }");
        ledger.load("invoices", "2026-11-25T00");
        contract("broken", "cadence: { every: 7 hours }");
        s3.cutOff("invoices/");

        assertThatThrownBy(check::run).isInstanceOf(TransientException.class).hasMessage("""
                        Cannot check everything. What isn't named here was checked:
                        - Invalid contract s3://artefacts/contracts/broken.yaml: 1 mistake
                          line 6: cadence.every: Invalid cadence: '7 hours'. Write 1, 2, 3, 4, 6, 8 or 12 hours, or 1 day
                        - invoices: Cannot list s3://source-shop/invoices/2026/11/19/: Slow down""");
        assertThat(subjects()).containsExactly("Waybill misses 2 hours of orders");
        assertThat(metrics).containsExactly("orders {HoursLate=2, NewestHourAge=79200}", "total {HoursLate=2}");
    }

    @Test
    void aSumThatLacksADatasetDoesNotEndAnAlarm() {
        contract("broken", "cadence: { every: 7 hours }");
        assertThatThrownBy(check::run).isInstanceOf(TerminalException.class);
        assertThat(metrics).isEmpty();
    }

    @Test
    void withoutACadenceTheWarehouseIsNotAsked() {
        contract("orders", "");
        assertThat(check.run()).isEqualTo(new Freshness(0, 0, 0));
        assertThat(ledger.asked()).isZero();
        assertThat(metrics).containsExactly("total {HoursLate=0}");
    }
}
