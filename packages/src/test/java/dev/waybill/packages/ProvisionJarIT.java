package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployed jar of provision under Lambda's runtime client; S3, the Data API and CloudFormation are on this machine. */
class ProvisionJarIT {
    private static final String HANDLER = "dev.waybill.provision.ProvisionHandler::handleRequest";
    private static final String BUCKET = "s3://waybill-artefacts-123456789012/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BlockingQueue<String> ANSWERS = new LinkedBlockingQueue<>();
    private static final Set<String> TRIED = new TreeSet<>();

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService dataApi;
    private static HttpServer cloudFormation;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        aws.s3.createBucket("waybill-artefacts-123456789012");
        dataApi = new CannedService();
        cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext("/", exchange -> {
            ANSWERS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        cloudFormation.start();
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_REDSHIFT_DATA", dataApi.endpoint().toString());
        Path unpacked =
                DeployedJar.of("functions/provision", "waybill-provision").unpack(folder.resolve("task"));
        function = LambdaProcess.start(unpacked, folder.resolve("output"), HANDLER, environment);
    }

    @AfterAll
    static void stop() throws IOException {
        function.close();
        cloudFormation.stop(0);
        dataApi.close();
        aws.close();
        assertThat(TRIED).isEqualTo(Events.of("provision"));
    }

    private static JsonNode handle(String sample) throws Exception {
        TRIED.add(sample);
        ObjectNode event = (ObjectNode) JSON.readTree(Events.text(sample));
        event.put(
                "ResponseURL", "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/answer?signature=x");
        assertThat(function.invoke(event.toString()).kind())
                .as(function.printed())
                .isEqualTo("response");
        return JSON.readTree(ANSWERS.take());
    }

    private static void warehouseTakesEverything() {
        dataApi.answer("ExecuteStatement", "{\"Id\": \"1\"}")
                .answer("DescribeStatement", "{\"Id\": \"1\", \"Status\": \"FINISHED\", \"HasResultSet\": false}");
    }

    @Test
    void whatItCarriesIsPublishedAndKeptThroughUpdatesAndDeletion() throws Exception {
        warehouseTakesEverything();
        JsonNode created = handle("provision-create.json");
        assertThat(created.path("Status").textValue()).as(created.toString()).isEqualTo("SUCCESS");
        assertThat(created.at("/Data/JobsJar").textValue()).isEqualTo(BUCKET + "jobs/1/waybill-jobs.jar");
        aws.put(BUCKET + "contracts/rates.yaml", "mine".getBytes(StandardCharsets.UTF_8));

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
