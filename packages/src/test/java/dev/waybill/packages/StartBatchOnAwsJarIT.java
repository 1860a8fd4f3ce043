package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.packages.LambdaProcess.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** start-batch with what S3 and Lambda have and S3Proxy hasn't: versions, checksums behind what is written, and the keys of a session. */
class StartBatchOnAwsJarIT {
    private static final String FOLDER = "s3://waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/";

    @TempDir
    static Path folder;

    private static CannedS3 s3;
    private static CannedService states;
    private static SessionCredentials credentials;
    private static LambdaProcess function;
    private static Answer answer;

    @BeforeAll
    static void start() throws Exception {
        s3 = new CannedS3();
        states = new CannedService().answer("StartExecution", "{\"executionArn\": \"arn\", \"startDate\": 1.0}");
        credentials = new SessionCredentials();
        s3.put("s3://artefacts/contracts/earthquakes.yaml", Files.readString(Path.of("../datasets/earthquakes.yaml")));
        s3.put(FOLDER + "a.json", "{\"features\": []}");
        s3.put(FOLDER + "manifest.json", "{\"entries\": [{\"url\": \"a.json\", \"mandatory\": true}]}");
        function = LambdaProcess.start(
                DeployedJar.of("functions/start-batch", "waybill-start-batch").unpack(folder.resolve("task")),
                folder.resolve("output"),
                StartBatchJarIT.HANDLER,
                environment());
        answer = function.invoke(Events.text("start-batch-versioned.json"));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(StartBatchJarIT.SETTINGS);
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SFN", states.endpoint().toString());
        credentials.toContainer(environment);
        return environment;
    }

    @AfterAll
    static void stop() {
        function.close();
        credentials.close();
        states.close();
        s3.close();
    }

    @Test
    void aManifestIsReadByItsVersion() {
        assertThat(answer.kind()).as(function.printed()).isEqualTo("response");
        assertThat(answer.body().at("/0/outcome").textValue()).isEqualTo("started");
        assertThat(s3.requests("GET"))
                .filteredOn(request -> request.uri().getPath().endsWith("/manifest.json"))
                .extracting(request -> request.uri().toString())
                .containsExactly("/waybill-source-123456789012-usgs/earthquakes/2018/02/04/00/manifest.json"
                        + "?versionId=3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY");
    }

    @Test
    void whatIsWrittenGoesWithItsChecksumUnderTheSessionsToken() {
        assertThat(s3.requests("PUT")).isNotEmpty().allSatisfy(CannedS3::requireChecksumAndToken);
    }
}
