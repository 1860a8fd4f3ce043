package dev.waybill.start;

import static dev.waybill.start.SourceBucket.CONTRACTS;
import static dev.waybill.start.SourceBucket.FOLDER;
import static dev.waybill.start.SourceBucket.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.waybill.error.TransientException;
import dev.waybill.metrics.MetricLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The sample events, read as the Lambda runtime reads them. */
class StartBatchHandlerTest {
    private static final String NEXT_DAY = "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/05/00/";
    private final SourceBucket source;

    StartBatchHandlerTest() throws IOException {
        source = new SourceBucket();
        source.deliver();
        source.s3.put(NEXT_DAY + "c.json", "{\"features\": []}");
        source.s3.put(NEXT_DAY + "manifest.json", manifest("c.json"));
    }

    private List<Map<String, String>> handle(String json) {
        S3Event event = LambdaEventSerializers.serializerFor(
                        S3Event.class, Thread.currentThread().getContextClassLoader())
                .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        return new StartBatchHandler(source.startBatch(), MetricLog.none())
                .handleRequest(event, Mockito.mock(Context.class));
    }

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("../../events", "start-batch-" + name + ".json"));
    }

    private List<String> started() {
        return source.states.started.stream()
                .map(StartExecutionRequest::name)
                .map(name -> name.substring(0, name.lastIndexOf('-')))
                .toList();
    }

    @Test
    void anEventStartsABatchAndAnswersItsExecution() throws IOException {
        List<Map<String, String>> answers = handle(sample("manifest"));
        String batch = source.states.started.get(0).name();
        assertThat(answers)
                .containsExactly(Map.of(
                        "manifest",
                        FOLDER + "manifest.json",
                        "batch",
                        batch,
                        "execution_arn",
                        FakeStepFunctions.execution(batch),
                        "outcome",
                        "started"));
    }

    @Test
    void anEventThatComesTwiceStartsNothingMore() throws IOException {
        handle(sample("manifest"));
        assertThat(handle(sample("manifest")))
                .singleElement()
                .satisfies(answer -> assertThat(answer).containsEntry("outcome", "already_started"));
        assertThat(source.states.started).hasSize(1);
    }

    @Test
    void theVersionOfAnEventIsTheBatchs() throws IOException {
        handle(sample("manifest"));
        handle(sample("versioned"));
        assertThat(source.states.started).hasSize(2);
    }

    @Test
    void theKeyOfAnEventIsDecoded() throws IOException {
        source.s3.put(CONTRACTS + "orders.yaml", """
                dataset: orders
                source: { system: shop, format: csv, layout: year=yyyy/month=MM/day=dd/hour=HH }
                columns: { id: integer }
                target: { table: sales.orders, mode: append }
                """);
        String folder = "s3://waybill-source-123456789012-shop/orders/year=2026/month=11/day=22/hour=10/";
        source.s3.put(folder + "a.csv", "id\n1\n");
        source.s3.put(folder + "manifest.json", manifest("a.csv"));
        assertThat(handle(sample("encoded-key")))
                .singleElement()
                .satisfies(answer -> assertThat(answer).containsEntry("manifest", folder + "manifest.json"));
        assertThat(started()).containsExactly("orders-2026112210");
    }

    @Test
    void aRecordThatFailsDoesNotStopTheOthersAndFailsTheEventAtItsEnd() {
        assertThatThrownBy(() -> handle(sample("several")))
                .isInstanceOf(DeliveryRefusedException.class)
                .hasMessageStartingWith(
                        "Refused s3://waybill-source-123456789012-usgs/volcanoes/2018/02/05/00/manifest.json: unknown"
                                + " dataset volcanoes");
        assertThat(started()).containsExactly("earthquakes-2018020400", "earthquakes-2018020500");
    }

    @Test
    void aFailureThatMayPassGoesBeforeOneThatStays() {
        source.states.fail(SdkClientException.create("Connection reset"));
        assertThatThrownBy(() -> handle(sample("several")))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("Cannot start the batch of " + FOLDER + "manifest.json: Connection reset")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).hasSize(2).anyMatch(DeliveryRefusedException.class::isInstance));
    }

    @Test
    void aBugFailsTheEventAsItIsButNotBeforeTheOthersWereTried() {
        source.states.failOnce(new IllegalStateException("a bug"));
        assertThatThrownBy(() -> handle(sample("several")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().isInstanceOf(DeliveryRefusedException.class));
        assertThat(started()).containsExactly("earthquakes-2018020500");
    }

    @Test
    void anEventOfAnotherObjectIsRefused() {
        assertThatThrownBy(() -> handle(sample("not-a-manifest")))
                .isInstanceOf(DeliveryRefusedException.class)
                .hasMessage("Refused " + FOLDER + "earthquakes.json: its name is not manifest.json");
    }

    @Test
    void aKeyThatIsNoLocationIsRefused() {
        assertThatThrownBy(() -> handle(sample("manifest").replace("2018/02/04/00", "2018/../04/00")))
                .isInstanceOf(DeliveryRefusedException.class)
                .hasMessage(
                        "Cannot start a batch: Invalid S3 key: 'earthquakes/2018/../04/00/manifest.json' has the path"
                                + " part '..'");
    }
}
