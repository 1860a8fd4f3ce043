package dev.waybill.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Pause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiFunction;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/** CloudFormation's side is a server on this machine. */
class ProvisionHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryS3 s3 = new InMemoryS3();
    private final FakeWarehouse warehouse = new FakeWarehouse();
    private final List<String> answers = new ArrayList<>();
    private final List<String> contentTypes = new ArrayList<>();
    private final Queue<Integer> refusals = new ArrayDeque<>();
    private String runningVersion = "$LATEST";
    private int remainingMillis = 900_000;
    private HttpServer cloudFormation;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext("/", exchange -> {
            answers.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            contentTypes.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            Integer refusal = refusals.poll();
            if (refusal == null) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                byte[] quotation = "<Query>signature=s3cret</Query>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refusal, quotation.length);
                exchange.getResponseBody().write(quotation);
            }
            exchange.close();
        });
        cloudFormation.start();
    }

    @AfterEach
    void stop() {
        cloudFormation.stop(0);
    }

    private JsonNode handle(String sample) throws IOException {
        return handle(sample, (version, pause) -> new Provision(s3, warehouse, cargo(version), pause));
    }

    private JsonNode handle(String sample, BiFunction<String, Pause, Provision> provision) throws IOException {
        Context context = Mockito.mock(Context.class);
        Mockito.when(context.getRemainingTimeInMillis()).thenReturn(remainingMillis);
        Mockito.when(context.getFunctionName()).thenReturn("waybill-provision");
        Mockito.when(context.getFunctionVersion()).thenReturn(runningVersion);
        Mockito.when(context.getLogStreamName()).thenReturn("2026/11/25/[7]abc");
        new ProvisionHandler(provision, duration -> {})
                .handleRequest(
                        new ByteArrayInputStream(event(sample).getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream(),
                        context);
        String answer = answers.get(answers.size() - 1);
        assertThat(answer).startsWith("PUT /answer?signature=s3cret {");
        return JSON.readTree(answer.substring(answer.indexOf('{')));
    }

    private Cargo cargo(String version) {
        try {
            return Packed.of(folder, version, "dataset: orders");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String event(String sample) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(Files.readString(Path.of("../../events", sample)));
        if (event.has("ResponseURL")) {
            event.put(
                    "ResponseURL",
                    "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/answer?signature=s3cret");
        }
        return event.toString();
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Test
    void aCreatedStackLearnsWhereItsJobsAre() throws IOException {
        assertThat(handle("provision-create.json")).isEqualTo(json("""
                {
                  "Status": "SUCCESS",
                  "PhysicalResourceId": "waybill",
                  "StackId": "arn:aws:cloudformation:eu-west-1:123456789012:stack/waybill/0a1b2c3d-0000-1111-2222-0123456789ab",
                  "RequestId": "3f0d7a52-5d1c-4f0e-9c57-2b8a5cf4be11",
                  "LogicalResourceId": "Provision",
                  "Data": {
                    "JobsJar": "s3://waybill-artefacts-123456789012/jobs/1/waybill-jobs.jar",
                    "ConvertScript": "s3://waybill-artefacts-123456789012/jobs/1/ConvertBatch.scala",
                    "LoadScript": "s3://waybill-artefacts-123456789012/jobs/1/LoadBatch.scala"
                  }
                }"""));
        assertThat(contentTypes).containsExactly("null");
    }

    @Test
    void anUpdateIsTheSameResource() throws IOException {
        JsonNode created = handle("provision-create.json");
        JsonNode updated = handle("provision-update.json");
        assertThat(updated.path("PhysicalResourceId")).isEqualTo(created.path("PhysicalResourceId"));
        assertThat(updated.at("/Data/JobsJar").textValue())
                .isEqualTo("s3://waybill-artefacts-123456789012/jobs/2/waybill-jobs.jar");
        assertThat(s3.texts()).containsKey("s3://waybill-artefacts-123456789012/jobs/1/waybill-jobs.jar");
    }

    @Test
    void aDeletionTakesNothingAway() throws IOException {
        handle("provision-create.json");
        Map<String, String> before = s3.texts();
        int statements = warehouse.asked.size();
        assertThat(handle("provision-delete.json").path("Status").textValue()).isEqualTo("SUCCESS");
        assertThat(s3.texts()).isEqualTo(before);
        assertThat(warehouse.asked).hasSize(statements);
    }

    @Test
    void aFailureIsAnsweredWithItsReason() throws IOException {
        RecordedLog log = RecordedLog.of(ProvisionHandler.class);
        warehouse.failNext("ERROR: permission denied for database waybill");
        assertThat(handle("provision-create.json")).isEqualTo(json("""
                {
                  "Status": "FAILED",
                  "Reason": "The warehouse failed at \\"Waybill's own schema\\": ERROR: permission denied for database waybill",
                  "PhysicalResourceId": "waybill",
                  "StackId": "arn:aws:cloudformation:eu-west-1:123456789012:stack/waybill/0a1b2c3d-0000-1111-2222-0123456789ab",
                  "RequestId": "3f0d7a52-5d1c-4f0e-9c57-2b8a5cf4be11",
                  "LogicalResourceId": "Provision",
                  "Data": {}
                }"""));
        log.close();
        assertThat(log.lines())
                .containsExactly(
                        "ERROR Cannot provision (TerminalException)",
                        "INFO Create of arn:aws:cloudformation:eu-west-1:123456789012:stack/waybill/0a1b2c3d-0000-1111-2222-0123456789ab:"
                                + " The warehouse failed at \"Waybill's own schema\": ERROR: permission denied for database waybill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "é", "😀", "\u0001", "\""})
    void aLongReasonIsCutSoThatTheAnswerIsTaken(String character) throws IOException {
        warehouse.failNext("ERROR: " + character.repeat(5000) + ".");
        JsonNode answer = handle("provision-create.json");
        assertThat(answer.path("Reason").textValue())
                .matches("(?s)The warehouse failed at \"Waybill's own schema\": ERROR: \\Q" + character + "\\E+…");
        assertThat(answer.toString().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4090, 4095);
    }

    @Test
    void aReasonThatJustFitsIsWhole() throws IOException {
        warehouse.failNext("e".repeat(3000));
        assertThat(handle("provision-create.json").path("Reason").textValue())
                .isEqualTo("The warehouse failed at \"Waybill's own schema\": " + "e".repeat(3000));
    }

    @Test
    void whatRunsIsAskedForByTheNumberOfItsVersion() throws IOException {
        runningVersion = "1";
        assertThat(handle("provision-create.json").path("Status").textValue()).isEqualTo("SUCCESS");
        assertThat(handle("provision-update.json").path("Reason").textValue())
                .isEqualTo("Cannot publish s3://waybill-artefacts-123456789012/jobs/2/waybill-jobs.jar:"
                        + " version 1 of this function runs, and version 2 is asked for. Deploy again");
    }

    @Test
    void anUpdateToAVersionThatWasAppliedDoesWithoutTheWarehouse() throws IOException {
        handle("provision-update.json");
        warehouse.asked.clear();
        warehouse.failNext("ERROR: the warehouse is paused");
        assertThat(handle("provision-update.json").path("Status").textValue()).isEqualTo("SUCCESS");
        assertThat(warehouse.asked).isEmpty();
    }

    @Test
    void aWarehouseThatIsNotReadyIsGivenUpWhileThereIsTimeToAnswer() throws IOException {
        remainingMillis = 60_000;
        warehouse.sleep();
        assertThat(handle("provision-create.json").path("Reason").textValue())
                .isEqualTo("The warehouse was not ready in the time that this function has."
                        + " Look whether it is available, then deploy again");
    }

    @Test
    void evenAnErrorOfTheMachineIsAnswered() throws IOException {
        JsonNode answer = handle("provision-create.json", (version, pause) -> {
            throw new NoClassDefFoundError("dev/waybill/Gone");
        });
        assertThat(answer.path("Status").textValue()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").textValue())
                .isEqualTo("java.lang.NoClassDefFoundError: dev/waybill/Gone. See the log stream 2026/11/25/[7]abc");
    }

    @Test
    void whatALogLineSaysOfARequestIsGoneAfterIt() throws IOException {
        handle("provision-delete.json");
        assertThat(ThreadContext.getImmutableContext()).isEmpty();
    }

    @Test
    void aCallThatHangsIsGivenUpWhileCloudFormationCanBeAnswered() {
        try (RedshiftDataClient redshift =
                        AwsClients.redshift().region(Region.EU_WEST_1).build();
                S3Client s3 = AwsClients.s3().region(Region.EU_WEST_1).build()) {
            assertThat(redshift.serviceClientConfiguration()
                            .overrideConfiguration()
                            .apiCallTimeout())
                    .contains(Duration.ofSeconds(30));
            assertThat(s3.serviceClientConfiguration().overrideConfiguration().apiCallTimeout())
                    .contains(Duration.ofSeconds(45));
        }
    }

    @Test
    void anUnknownRequestIsRefused() throws IOException {
        assertThat(handle("provision-unknown.json").path("Reason").textValue())
                .isEqualTo("Unknown request of CloudFormation: 'Replace'");
    }

    @Test
    void anAnswerThatIsLostIsSentAgain() throws IOException {
        refusals.add(503);
        handle("provision-delete.json");
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
    }

    @Test
    void anAnswerThatNobodyTakesFailsSoThatLambdaAsksAgainWithoutShowingTheSignature() {
        refuseAll();
        try (RecordedLog log = RecordedLog.of(AnswerSender.class)) {
            assertThatThrownBy(() -> handle("provision-delete.json"))
                    .isInstanceOf(TransientException.class)
                    .hasMessage("Cannot answer CloudFormation at 127.0.0.1/answer: it answered with status 403")
                    .hasNoCause();
            assertThat(answers).hasSize(5);
            assertThat(log.lines())
                    .containsExactly(
                            "WARN Attempt 1 of 5: Cannot answer CloudFormation at 127.0.0.1/answer: it answered with status 403",
                            "WARN Attempt 2 of 5: Cannot answer CloudFormation at 127.0.0.1/answer: it answered with status 403",
                            "WARN Attempt 3 of 5: Cannot answer CloudFormation at 127.0.0.1/answer: it answered with status 403",
                            "WARN Attempt 4 of 5: Cannot answer CloudFormation at 127.0.0.1/answer: it answered with status 403");
        }
    }

    private void refuseAll() {
        for (int i = 0; i < 5; i++) {
            refusals.add(403);
        }
    }

    @Test
    void anInterruptionBetweenTwoAnswersIsSaid() throws IOException {
        refuseAll();
        StackRequest request = StackRequest.read(event("provision-delete.json").getBytes(StandardCharsets.UTF_8));
        AnswerSender interrupted = new AnswerSender(duration -> {
            Thread.currentThread().interrupt();
            Pause.sleeping().pause(duration);
        });
        assertThatThrownBy(() -> interrupted.send(StackAnswer.success(request, Map.of())))
                .isInstanceOf(TransientException.class)
                .hasMessage("Interrupted while answering CloudFormation");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://host/answer?signature=s3cret|", "https:/answer?signature=s3cret", "s3://host/s3cret"})
    void aUrlThatIsNoneIsNotQuoted(String url) throws IOException {
        byte[] event = ((ObjectNode) JSON.readTree(event("provision-delete.json")))
                .put("ResponseURL", url)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StackRequest.read(event))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read the event as a request of CloudFormation: ResponseURL is not a URL")
                .hasNoCause();
    }

    @Test
    void anEventThatIsNotCloudFormationsIsRefused() {
        assertThatThrownBy(() -> handle("validate-batch-no-delivery.json"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read the event as a request of CloudFormation: RequestType is missing");
    }
}
