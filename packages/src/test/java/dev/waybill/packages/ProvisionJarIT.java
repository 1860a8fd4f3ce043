package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployed jar of provision under Lambda's runtime client; S3, the Data API and CloudFormation are on this machine. */
class ProvisionJarIT {
    private static final String HANDLER = "dev.waybill.provision.ProvisionHandler::handleRequest";
    private static final String BUCKET = "s3://waybill-artefacts-123456789012/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BlockingQueue<String> ANSWERS = new LinkedBlockingQueue<>();
    private static final Map<String, String> STATUSES = Map.of(
            "provision-create.json", "SUCCESS",
            "provision-update.json", "SUCCESS",
            "provision-delete.json", "SUCCESS",
            "provision-unknown.json", "FAILED");

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService dataApi;
    private static LoopbackServer cloudFormation;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        aws.s3.createBucket("waybill-artefacts-123456789012");
        dataApi = new CannedService();
        cloudFormation = new LoopbackServer(request -> {
            ANSWERS.add(request.body());
            return new LoopbackServer.Answer(200, Map.of(), "");
        });
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_ENDPOINT_URL_REDSHIFT_DATA", dataApi.endpoint().toString());
        Path unpacked =
                DeployedJar.of("functions/provision", "waybill-provision").unpack(folder.resolve("task"));
        function = LambdaProcess.start(unpacked, folder.resolve("output"), HANDLER, environment);
    }

    @AfterAll
    static void stop() {
        function.close();
        cloudFormation.close();
        dataApi.close();
        aws.close();
    }

    private static JsonNode handle(String sample) throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(Events.text(sample));
        event.put("ResponseURL", cloudFormation.endpoint() + "/answer?signature=x");
        assertThat(function.invoke(event.toString()).kind())
                .as(function.printed())
                .isEqualTo("response");
        String answer = ANSWERS.poll(1, TimeUnit.MINUTES);
        assertThat(answer).as(function.printed()).isNotNull();
        return JSON.readTree(answer);
    }

    private static void warehouseTakesEverything() {
        dataApi.answer("ExecuteStatement", "{\"Id\": \"1\"}")
                .answer("DescribeStatement", "{\"Id\": \"1\", \"Status\": \"FINISHED\", \"HasResultSet\": false}");
    }

    static Set<String> events() throws IOException {
        return Events.of("provision");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleEventIsAnswered(String event) throws Exception {
        warehouseTakesEverything();
        assertThat(handle(event).path("Status").textValue()).isEqualTo(STATUSES.get(event));
    }

    @Test
    void whatItCarriesIsPublishedAndKeptThroughUpdatesAndDeletion() throws Exception {
        warehouseTakesEverything();
        JsonNode created = handle("provision-create.json");
        assertThat(created.path("Status").textValue()).as(created.toString()).isEqualTo("SUCCESS");
        assertThat(created.at("/Data/JobsJar").textValue()).isEqualTo(BUCKET + "jobs/1/waybill-jobs.jar");
        aws.put(BUCKET + "contracts/rates.yaml", "mine".getBytes(StandardCharsets.UTF_8));
        // A warehouse that shows no columns is given those that an older ledger lacks.
        assertThat(dataApi.requests())
                .anySatisfy(request -> assertThat(request)
                        .startsWith("ExecuteStatement")
                        .contains("ALTER TABLE \\\"waybill\\\".\\\"batch\\\" ADD COLUMN \\\"undone_at\\\" timestamp"));

        JsonNode updated = handle("provision-update.json");
        assertThat(updated.at("/Data/LoadScript").textValue()).isEqualTo(BUCKET + "jobs/2/LoadBatch.scala");
        assertThat(handle("provision-delete.json").path("Status").textValue()).isEqualTo("SUCCESS");

        for (String version : new String[] {"1", "2"}) {
            Path kept = folder.resolve("kept" + version);
            aws.s3
                    .client()
                    .getObject(
                            request -> request.bucket("waybill-artefacts-123456789012")
                                    .key("jobs/" + version + "/waybill-jobs.jar"),
                            kept);
            assertThat(kept)
                    .hasSameBinaryContentAs(
                            DeployedJar.of("jobs", "waybill-jobs").jar());
            for (String script : new String[] {"ConvertBatch.scala", "LoadBatch.scala"}) {
                assertThat(aws.text(BUCKET + "jobs/" + version + "/" + script))
                        .isEqualTo(Files.readString(Path.of("../jobs/glue", script)));
            }
        }
        for (String dataset : new String[] {"birdstrikes", "earthquakes"}) {
            assertThat(aws.text(BUCKET + "contracts/" + dataset + ".yaml"))
                    .isEqualTo(Files.readString(Path.of("../datasets", dataset + ".yaml")));
        }
        assertThat(aws.text(BUCKET + "contracts/rates.yaml")).isEqualTo("mine");
    }

    @Test
    void aWarehouseThatCannotBeEnteredIsSaidToTheStack() throws Exception {
        dataApi.refuse("ExecuteStatement", "ValidationException");
        JsonNode answer = handle("provision-create.json");
        assertThat(answer.path("Status").textValue()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").textValue())
                .startsWith("Cannot run \"Waybill's own schema\": so the test says");
    }

    @Test
    void anUnknownRequestIsAnsweredToo() throws Exception {
        assertThat(handle("provision-unknown.json").path("Reason").textValue())
                .isEqualTo("Unknown request of CloudFormation: 'Replace'");
    }
}
