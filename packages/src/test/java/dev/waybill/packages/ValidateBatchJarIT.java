package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.packages.LambdaProcess.Answer;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployed jar of validate-batch under Lambda's runtime client. */
class ValidateBatchJarIT {
    private static final String HANDLER = "dev.waybill.validate.ValidateBatchHandler::handleRequest";
    private static final Map<String, String> OUTCOMES = Map.of(
            "validate-batch-delivery.json", "response",
            "validate-batch-no-delivery.json", "dev.waybill.error.TerminalException");
    /** To whatever is asked: a row of the ledger, the measures of the checks, or an example of what breaks the first of them. */
    private static final String ROW = """
            {"Records": [[{"longValue": 0}, {"longValue": 12}, {"longValue": 1}, {"longValue": 1},
              {"longValue": 10}, {"longValue": 1}, {"longValue": 6}, {"longValue": 3}, {"longValue": 0},
              {"isNull": true}, {"longValue": 0}, {"longValue": 0}, {"longValue": 0}, {"longValue": 0}]]}""";

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService dataApi;
    private static Path unpacked;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        dataApi = new CannedService()
                .answer("ExecuteStatement", "{\"Id\": \"1\"}")
                .answer("BatchExecuteStatement", "{\"Id\": \"2\"}")
                .answer("DescribeStatement", "{\"Id\": \"1\", \"Status\": \"FINISHED\", \"HasResultSet\": true}")
                .answer("GetStatementResult", ROW);
        putReceipts();
        unpacked = DeployedJar.of("functions/validate-batch", "waybill-validate-batch")
                .unpack(folder.resolve("task"));
        function = LambdaProcess.start(unpacked, folder.resolve("output"), HANDLER, environment(aws.environment()));
    }

    private static Map<String, String> environment(Map<String, String> s3) {
        Map<String, String> environment = new HashMap<>(s3);
        environment.put("AWS_ENDPOINT_URL_REDSHIFT_DATA", dataApi.endpoint().toString());
        environment.put("WORKGROUP", "waybill");
        environment.put("DATABASE", "waybill");
        return environment;
    }

    private static void putReceipts() throws IOException {
        byte[] yaml = Files.readAllBytes(Path.of("../datasets/rates.yaml"));
        Contract contract = ContractParser.parse(yaml, "rates.yaml");
        Delivery delivery = new Delivery(
                BatchId.parse("rates-2026112016-5f1c09a2b3d4e5f6"),
                contract.dataset(),
                "treasury",
                Hour.of(2026, 11, 20, 16),
                Instant.parse("2026-11-20T16:05:00Z"),
                S3Location.parse("s3://waybill-source-123456789012-treasury/rates/2026/11/20/16/manifest.json"),
                S3Location.parse("s3://artefacts/contracts/rates.yaml"),
                S3Location.parse("s3://waybill-processed-123456789012-treasury/"),
                OptionalLong.of(12),
                List.of(),
                List.of(),
                Optional.empty());
        aws.put(delivery.contract().toString(), yaml);
        put(delivery.folders().deliveryReceipt(), delivery);
        put(
                delivery.folders().conversionReceipt(),
                new ConversionReceipt(
                        delivery.batch(),
                        delivery.dataset(),
                        true,
                        List.of(),
                        contract.digest(),
                        OptionalLong.of(12),
                        12,
                        1,
                        1,
                        10,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        delivery.folders().quarantine(),
                        List.of(),
                        List.of(),
                        OptionalLong.empty(),
                        List.of(),
                        List.of(),
                        Map.of()));
        put(
                delivery.folders().loadReceipt(),
                new LoadReceipt(
                        delivery.batch(),
                        delivery.dataset(),
                        true,
                        List.of(),
                        false,
                        contract.target().table().toString(),
                        10,
                        1,
                        6,
                        3,
                        0,
                        Optional.empty(),
                        List.of()));
    }

    private static void put(S3Location location, Object receipt) {
        aws.put(location.toString(), ReceiptJson.write(receipt).getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        function.close();
        dataApi.close();
        aws.close();
    }

    static Set<String> events() throws IOException {
        return Events.of("validate-batch");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleEventHasItsOutcome(String event) throws Exception {
        assertThat(function.invoke(Events.text(event)).outcome()).isEqualTo(OUTCOMES.get(event));
    }

    @Test
    void aDeliveryGetsAVerdict() throws Exception {
        Answer answer = function.invoke(Events.text("validate-batch-delivery.json"));
        assertThat(answer.kind()).isEqualTo("response");
        assertThat(answer.body().path("batch").textValue()).isEqualTo("rates-2026112016-5f1c09a2b3d4e5f6");
        assertThat(answer.body().path("valid").isBoolean()).isTrue();
        assertThat(answer.body().at("/checks/0").toString())
                .isEqualTo("{\"name\":\"the ledger has the batch once\",\"severity\":\"fail\",\"expected\":\"1 row\","
                        + "\"actual\":\"1 row\",\"passed\":true,\"examples\":[]}");
        assertThat(dataApi.requests())
                .anySatisfy(request -> assertThat(request).contains("\"WorkgroupName\":\"waybill\""));
        assertThat(dataApi.requests())
                .anySatisfy(request -> assertThat(request)
                        .startsWith("BatchExecuteStatement")
                        .contains("INSERT INTO \\\"waybill\\\".\\\"check_result\\\""));
    }

    @Test
    void checksThatDoNotHoldAreCountedOfTheDatasetAndOfAll() throws Exception {
        function.invoke(Events.text("validate-batch-delivery.json"));
        String line = """
                {"_aws": {"CloudWatchMetrics": [{"Namespace": "waybill", "Dimensions": [[%s]], "Metrics": [
                  {"Name": "ChecksWarned", "Unit": "Count"}, {"Name": "ChecksFailed", "Unit": "Count"}]}]},
                 "ChecksWarned": 0.0, "ChecksFailed": 9.0%s, "logStreamId": "2026/11/25/[1]abc", "functionVersion": "1"}""";
        assertThat(function.metrics())
                .endsWith(
                        LambdaProcess.json(line.formatted("\"Dataset\"", ", \"Dataset\": \"rates\"")),
                        LambdaProcess.json(line.formatted("", "")));
    }

    @Test
    void anEventWithoutADeliveryIsATerminalError() throws Exception {
        Answer answer = function.invoke(Events.text("validate-batch-no-delivery.json"));
        assertThat(answer.kind()).isEqualTo("error");
        assertThat(answer.error())
                .isEqualTo("dev.waybill.error.TerminalException:"
                        + " Cannot read the event as ValidationRequest: delivery is missing");
    }

    @Test
    void aDeliveryThatIsNotThereIsATerminalError() throws Exception {
        assertThat(function.invoke(
                                "{\"delivery\": \"s3://waybill-processed-123456789012-treasury/_receipts/none.json\"}")
                        .error())
                .isEqualTo(
                        "dev.waybill.error.TerminalException:"
                                + " Cannot read s3://waybill-processed-123456789012-treasury/_receipts/none.json: there is no such object");
    }

    @Test
    void whenS3FailsTheErrorHasTheNameThatTheStateMachineRetries() throws Exception {
        Map<String, String> environment = new HashMap<>(aws.environment());
        try (CannedService failing = new CannedService()) {
            environment.put("AWS_ENDPOINT_URL_S3", failing.endpoint().toString());
            try (LambdaProcess unlucky =
                    LambdaProcess.start(unpacked, folder.resolve("unlucky"), HANDLER, environment(environment))) {
                Answer answer = unlucky.invoke(Events.text("validate-batch-delivery.json"));
                assertThat(answer.kind()).isEqualTo("error");
                assertThat(answer.body().path("errorType").textValue())
                        .isEqualTo("dev.waybill.error.TransientException");
                assertThat(StateMachine.errorNames()).contains("dev.waybill.error.TransientException");
            }
        }
    }
}
