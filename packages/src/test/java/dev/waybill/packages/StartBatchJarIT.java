package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.packages.LambdaProcess.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployed jar of start-batch under Lambda's runtime client. */
class StartBatchJarIT {
    static final Map<String, String> SETTINGS = Map.of(
            "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:waybill-load-batch",
            "CONTRACTS", "s3://artefacts/contracts/",
            "SOURCE_BUCKET_PREFIX", "waybill-source-123456789012-",
            "PROCESSED_BUCKET_PREFIX", "waybill-processed-123456789012-");
    static final String HANDLER = "dev.waybill.start.StartBatchHandler::handleRequest";
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:waybill-load-batch:one";
    private static final String REFUSED = "dev.waybill.start.DeliveryRefusedException";
    private static final Map<String, String> OUTCOMES = Map.of(
            "start-batch-manifest.json", "response",
            // S3Proxy has no versions, and says so: StartBatchOnAwsJarIT reads it.
            "start-batch-versioned.json", "dev.waybill.error.TransientException",
            "start-batch-several.json", REFUSED,
            "start-batch-encoded-key.json", REFUSED,
            "start-batch-not-a-manifest.json", REFUSED);

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService states;
    private static Path unpacked;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        states = new CannedService()
                .answer("StartExecution", "{\"executionArn\": \"" + EXECUTION + "\", \"startDate\": 1.0}");
        aws.put(
                "s3://artefacts/contracts/earthquakes.yaml",
                Files.readAllBytes(Path.of("../datasets/earthquakes.yaml")));
        aws.put("s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/a.json", bytes("{\"features\": []}"));
        aws.put(
                "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/manifest.json",
                bytes("{\"entries\": [{\"url\": \"a.json\", \"mandatory\": true}]}"));
        aws.s3.createBucket("waybill-source-123456789012-shop");
        aws.s3.createBucket("waybill-processed-123456789012-usgs");
        unpacked =
                DeployedJar.of("functions/start-batch", "waybill-start-batch").unpack(folder.resolve("task"));
        function = LambdaProcess.start(unpacked, folder.resolve("output"), HANDLER, environment());
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_SFN", states.endpoint().toString());
        environment.putAll(SETTINGS);
        return environment;
    }

    @AfterAll
    static void stop() {
        function.close();
        states.close();
        aws.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer invoke(String event) throws Exception {
        return function.invoke(Events.text(event));
    }

    static Set<String> events() throws IOException {
        return Events.of("start-batch");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleEventHasItsOutcome(String event) throws Exception {
        assertThat(invoke(event).outcome()).isEqualTo(OUTCOMES.get(event));
    }

    @Test
    void aManifestStartsAnExecution() throws Exception {
        Answer answer = invoke("start-batch-manifest.json");
        assertThat(answer.kind()).isEqualTo("response");
        String batch = answer.body().at("/0/batch").textValue();
        assertThat(batch).matches("earthquakes-2018020400-[0-9a-f]{16}");
        assertThat(answer.body()).isEqualTo(new ObjectMapper().readTree("""
                [{"manifest": "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/manifest.json", "batch": "%s",
                  "execution_arn": "%s", "outcome": "started"}]""".formatted(batch, EXECUTION)));
        assertThat(states.requests())
                .anySatisfy(request ->
                        assertThat(request).startsWith("StartExecution ").contains("\"name\":\"" + batch + "\""));
        assertThat(aws.text(
                        "s3://waybill-processed-123456789012-usgs/_receipts/earthquakes/" + batch + "/delivery.json"))
                .contains(batch);
    }

    @Test
    void whatIsStartedAndWhatIsRefusedIsCounted() throws Exception {
        invoke("start-batch-manifest.json");
        invoke("start-batch-not-a-manifest.json");
        String line = """
                {"_aws": {"CloudWatchMetrics": [{"Namespace": "waybill", "Dimensions": [[]], "Metrics": [
                  {"Name": "ManifestsStarted", "Unit": "Count"}, {"Name": "ManifestsRefused", "Unit": "Count"}]}]},
                 "ManifestsStarted": %s, "ManifestsRefused": %s, "logStreamId": "2026/11/25/[1]abc", "functionVersion": "1"}""";
        assertThat(function.metrics())
                .endsWith(
                        LambdaProcess.json(line.formatted("1.0", "0.0")),
                        LambdaProcess.json(line.formatted("0.0", "1.0")));
    }

    @Test
    void anEncodedKeyIsDecodedAndAnUnknownDatasetRefused() throws Exception {
        assertThat(invoke("start-batch-encoded-key.json").error())
                .startsWith(REFUSED + ": ")
                .contains(
                        "s3://waybill-source-123456789012-shop/orders/year=2026/month=11/day=22/hour=10/manifest.json");
    }

    @Test
    void whatItSaysIsALineOfJson() throws Exception {
        invoke("start-batch-manifest.json");
        assertThat(function.printed().lines())
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith("{")
                                .contains(
                                        "\"level\":\"INFO\"",
                                        "\"function_request_id\":\"8476a536-e9f4-11e8-9739-2dfe598c3fcd\"",
                                        "\"service\":\"waybill\"")
                                .contains(
                                        "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/manifest.json started as"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("SLF4J", "StatusLogger"));
    }

    @Test
    void withoutItsConfigurationItSaysAllThatIsMissing() throws Exception {
        try (LambdaProcess unset = LambdaProcess.start(unpacked, folder.resolve("unset"), HANDLER, Map.of())) {
            Answer answer = unset.answer();
            assertThat(answer.kind()).isEqualTo("init/error");
            assertThat(answer.body().toString())
                    .contains("Invalid configuration of start-batch: STATE_MACHINE_ARN is not set;"
                            + " SOURCE_BUCKET_PREFIX is not set; PROCESSED_BUCKET_PREFIX is not set;"
                            + " CONTRACTS is not set");
        }
    }
}
