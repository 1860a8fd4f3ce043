package dev.waybill.start;

import static dev.waybill.start.SourceBucket.CONTRACTS;
import static dev.waybill.start.SourceBucket.FOLDER;
import static dev.waybill.start.SourceBucket.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.SfnException;

class StartBatchTest {
    private final SourceBucket source;

    StartBatchTest() throws IOException {
        source = new SourceBucket();
        source.deliver();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private JsonNode receipt(String batch) throws IOException {
        return json(source.s3
                .text(S3Location.parse(
                        "s3://waybill-processed-123456789012-usgs/_receipts/earthquakes/" + batch + "/delivery.json"))
                .orElseThrow());
    }

    @Test
    void aDeliveryStartsOneExecutionNamedAfterItsBatch() throws IOException {
        StartedBatch started = source.announce();
        String batch = started.batch();
        assertThat(batch).matches("earthquakes-2018020400-[0-9a-f]{16}");
        assertThat(started)
                .isEqualTo(new StartedBatch(
                        FOLDER + "manifest.json", batch, FakeStepFunctions.execution(batch), "started"));
        assertThat(source.states.started).hasSize(1);
        assertThat(source.states.started.get(0).name()).isEqualTo(batch);
        assertThat(source.states.started.get(0).stateMachineArn()).isEqualTo(FakeStepFunctions.STATE_MACHINE);
        assertThat(json(source.states.started.get(0).input())).isEqualTo(json("""
                {
                  "batch": "%1$s",
                  "dataset": "earthquakes",
                  "hour": "2018-02-04T00",
                  "system": "usgs",
                  "delivery": "s3://waybill-processed-123456789012-usgs/_receipts/earthquakes/%1$s/delivery.json",
                  "bucket": "waybill-processed-123456789012-usgs",
                  "conversion_key": "_receipts/earthquakes/%1$s/conversion-summary.json",
                  "load_key": "_receipts/earthquakes/%1$s/load.json"
                }""".formatted(batch)));
    }

    @Test
    void aBatchThatTakesThePlaceOfAnotherSaysSoInItsReceipt() throws IOException {
        String other = source.announce().batch();
        source.s3.put(FOLDER + "manifest.json", """
                {"entries": [{"url": "a.json"}], "supersedes": "%s"}""".formatted(other));
        assertThat(receipt(source.announce().batch()).path("supersedes").textValue())
                .isEqualTo(other);
    }

    @Test
    void theDeliveryReceiptHasAllThatLaterStepsRead() throws IOException {
        source.s3.put(FOLDER + "manifest.json", """
                {"entries": [
                  {"url": "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/b.json", "mandatory": true,
                   "meta": {"content_length": 17, "record_count": 1}},
                  {"url": "a.json", "meta": {"record_count": 0}},
                  {"url": "late.json", "meta": {"record_count": 0}}]}""");
        String batch = source.announce().batch();
        assertThat(receipt(batch))
                .isEqualTo(json("""
                {
                  "batch": "%s",
                  "dataset": "earthquakes",
                  "system": "usgs",
                  "hour": "2018-02-04T00",
                  "delivered_at": "2018-02-05T00:05:12Z",
                  "manifest": "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/manifest.json",
                  "contract": "s3://waybill-artifacts/contracts/earthquakes.yaml",
                  "processed": "s3://waybill-processed-123456789012-usgs/",
                  "declared_records": 1,
                  "files": [
                    {"url": "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/b.json", "etag": "%s", "content_length": 17, "record_count": 1},
                    {"url": "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/a.json", "etag": "%s", "content_length": 16, "record_count": 0}
                  ],
                  "absent": ["s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/late.json"]
                }""".formatted(batch, etag("{\"features\": [1]}"), etag("{\"features\": []}"))));
    }

    private static String etag(String content) {
        return InMemoryS3.etag(content.getBytes(StandardCharsets.UTF_8)).replace("\"", "");
    }

    @Test
    void aSecondAnnouncementFindsTheBatchStartedAndDoesNothing() {
        StartedBatch first = source.announce();
        StartedBatch second = source.announce();
        assertThat(second)
                .isEqualTo(new StartedBatch(
                        first.manifest(), first.batch(), first.executionArn(), StartedBatch.ALREADY_STARTED));
        assertThat(source.states.started).hasSize(1);
    }

    @Test
    void theFirstReceiptOfABatchStays() throws IOException {
        String batch = source.announce().batch();
        S3Location receipt = S3Location.parse(
                "s3://waybill-processed-123456789012-usgs/_receipts/earthquakes/" + batch + "/delivery.json");
        source.s3.put(receipt.toString(), "{\"first\": true}");
        source.announce();
        assertThat(source.s3.text(receipt)).contains("{\"first\": true}");
    }

    @Test
    void withoutVersionsABatchIsWhatItsManifestAndFilesHold() {
        String batch = source.announce().batch();
        source.s3.put(FOLDER + "unlisted.json", "new");
        assertThat(source.announce().batch()).isEqualTo(batch);
        source.s3.put(FOLDER + "a.json", "{\"features\": [2]}");
        assertThat(source.announce().batch()).isNotEqualTo(batch);
        source.s3.put(FOLDER + "a.json", "{\"features\": []}");
        assertThat(source.announce().batch()).isEqualTo(batch);
        source.s3.put(FOLDER + "manifest.json", manifest("b.json", "a.json"));
        assertThat(source.announce().batch()).isNotEqualTo(batch);
    }

    @Test
    void withVersionsABatchIsTheManifestsVersion() {
        String batch = source.announceVersion("v1").batch();
        source.s3.put(FOLDER + "a.json", "{\"features\": [2]}");
        assertThat(source.announceVersion("v1").batch()).isEqualTo(batch);
        assertThat(source.announceVersion("v2").batch()).isNotEqualTo(batch);
        assertThat(source.announce().batch()).isNotEqualTo(batch);
    }

    @Test
    void aFileThatIsNotThereAndNotMandatoryIsLeftOut() throws IOException {
        source.s3.put(FOLDER + "manifest.json", manifest("a.json", "missing.json"));
        assertThat(receipt(source.announce().batch()).findValuesAsText("url")).containsExactly(FOLDER + "a.json");
    }

    @Test
    void aFileInAFolderBelowTheManifestsIsFound() throws IOException {
        source.s3.put(FOLDER + "part/c d+e.json", "{}");
        source.s3.put(FOLDER + "part/", "");
        source.s3.put(FOLDER + "part//nameless.json", "{}");
        source.s3.put(FOLDER + "manifest.json", manifest("part/c d+e.json"));
        assertThat(receipt(source.announce().batch()).findValuesAsText("url"))
                .containsExactly(FOLDER + "part/c d+e.json");
    }

    @Test
    void aStrayNameInTheFolderThatNoManifestCouldListIsLeftOut() throws IOException {
        for (String stray : List.of("./x.tmp", "../x.tmp", "part//x.json", "/x.json", "a\n.json", "\u0000")) {
            source.s3.put(FOLDER + stray, "{}");
        }
        assertThat(receipt(source.announce().batch()).findValuesAsText("url"))
                .containsExactly(FOLDER + "a.json", FOLDER + "b.json");
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy/MM/dd/HH, orders/2026/11/22/10/, 2026-11-22T10",
        "yyyy/MM/dd, orders/2026/11/22/, 2026-11-22T00",
        "year=yyyy/month=MM/day=dd/hour=HH, orders/year=2026/month=11/day=22/hour=10/, 2026-11-22T10",
    })
    void theHourIsReadFromTheFolderByTheContractsLayout(String layout, String folder, String hour) throws IOException {
        orders(layout);
        source.s3.put("s3://waybill-source-123456789012-shop/" + folder + "a.csv", "id\n1\n");
        source.s3.put("s3://waybill-source-123456789012-shop/" + folder + "manifest.json", manifest("a.csv"));
        source.announce("s3://waybill-source-123456789012-shop/" + folder + "manifest.json");
        assertThat(json(source.states.started.get(0).input()).get("hour").textValue())
                .isEqualTo(hour);
    }

    private void orders(String layout) {
        source.s3.put(CONTRACTS + "orders.yaml", """
                dataset: orders
                source: { system: shop, format: csv, layout: "%s" }
                columns: { id: integer }
                target: { table: sales.orders, mode: append }
                """.formatted(layout));
    }

    @Test
    void whatStepFunctionsFailsToAnswerMayBeTriedAgain() {
        source.states.fail(SdkClientException.create("Connection reset"));
        assertThatThrownBy(source::announce)
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot start the batch of " + FOLDER
                        + "manifest.json: Connection reset. The announcement will be tried again");
        source.states.fail((SfnException)
                SfnException.builder().statusCode(400).message("Rate exceeded").build());
        assertThatThrownBy(source::announce).isInstanceOf(TransientException.class);
        assertThat(source.states.started).isEmpty();
    }

    @Test
    void whatS3FailsToAnswerMayBeTriedAgain() {
        source.s3.fail(SdkClientException.create("Read timed out"));
        assertThatThrownBy(source::announce)
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot start the batch of " + FOLDER
                        + "manifest.json: Read timed out. The announcement will be tried again");
    }

    @Test
    void anAnnouncementThatFailedHalfwayStartsTheSameBatchWhenItIsTriedAgain() {
        source.states.fail(SdkClientException.create("Connection reset"));
        assertThatThrownBy(source::announce).isInstanceOf(TransientException.class);
        source.states.recover();
        assertThat(source.announce().outcome()).isEqualTo(StartedBatch.STARTED);
        assertThat(source.announce().outcome()).isEqualTo(StartedBatch.ALREADY_STARTED);
    }
}
