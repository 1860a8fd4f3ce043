package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.packages.LambdaProcess.Answer;
import dev.waybill.packages.LoopbackServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployed jar of report-batch under Lambda's runtime client. */
class ReportBatchJarIT {
    private static final String HANDLER = "dev.waybill.report.ReportBatchHandler::handleRequest";
    private static final String REPORT =
            "s3://waybill-processed-123456789012-treasury/_reports/rates/rates-2026112016-5f1c09a2b3d4e5f6.html";
    private static final Map<String, String> OUTCOMES = Map.of(
            "report-batch-succeeded.json", "response",
            "report-batch-rejected.json", "response",
            "report-batch-no-batch.json", "dev.waybill.error.TerminalException");
    /** Of the ledger. */
    private static final String ROW = """
            {"Records": [[{"stringValue": "rates-2026112016-5f1c09a2b3d4e5f6"}, {"stringValue": "rates"},
              {"stringValue": "2026-11-20 16:00:00"}, {"stringValue": "2026-11-20 16:05:00"},
              {"stringValue": "s3://waybill-source-123456789012-treasury/rates/2026/11/20/16/manifest.json"},
              {"stringValue": "treasury.rates"}, {"stringValue": "upsert"}, {"stringValue": "digest"}, {"isNull": true},
              {"longValue": 12}, {"longValue": 1}, {"longValue": 1}, {"longValue": 10}, {"longValue": 1}, {"longValue": 6},
              {"longValue": 3}, {"longValue": 0}, {"stringValue": "2026-11-20 16:09:00"}, {"isNull": true}, {"isNull": true},
              {"isNull": true}, {"isNull": true}]]}""";

    private static final Pattern EXECUTIONS =
            Pattern.compile(":waybill-load-batch:(rates-2026112016-5f1c09a2b3d4e5f6(-1)?)\"");
    private static final String EXECUTION = """
            {"executionArn": "arn", "name": "%s", "status": "SUCCEEDED",
             "startDate": 1795190700.0, "stopDate": 1795190952.0}""";
    private static final String HISTORY = """
            {"events": [
              {"id": 1, "type": "ExecutionStarted", "timestamp": 1795190700.0},
              {"id": 2, "type": "TaskStateEntered", "timestamp": 1795190700.0,
               "stateEnteredEventDetails": {"name": "CrawlSource"}},
              {"id": 3, "type": "TaskScheduled", "timestamp": 1795190700.0},
              {"id": 4, "type": "TaskSucceeded", "timestamp": 1795190702.5},
              {"id": 5, "type": "TaskStateExited", "timestamp": 1795190702.5,
               "stateExitedEventDetails": {"name": "CrawlSource"}},
              {"id": 6, "type": "ExecutionSucceeded", "timestamp": 1795190952.0}]}""";

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService dataApi;
    private static LoopbackServer states;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        aws.s3.createBucket("waybill-processed-123456789012-treasury");
        aws.put(
                "s3://waybill-artefacts-123456789012/contracts/rates.yaml",
                Files.readAllBytes(Path.of("../datasets/rates.yaml")));
        dataApi = new CannedService()
                .answer("ExecuteStatement", "{\"Id\": \"1\"}")
                .answer("DescribeStatement", "{\"Id\": \"1\", \"Status\": \"FINISHED\", \"HasResultSet\": true}")
                .answer("GetStatementResult", ROW);
        states = new LoopbackServer(ReportBatchJarIT::execution);
        function = LambdaProcess.start(
                DeployedJar.of("functions/report-batch", "waybill-report-batch").unpack(folder.resolve("task")),
                folder.resolve("output"),
                HANDLER,
                DeploymentEnvironment.of(
                        aws,
                        dataApi.endpoint(),
                        Map.of("AWS_ENDPOINT_URL_SFN", states.endpoint().toString())));
    }

    /** Step Functions that knows a batch's two executions. */
    private static LoopbackServer.Answer execution(Request request) {
        Map<String, String> json = Map.of("Content-Type", "application/x-amz-json-1.0");
        if (request.header("X-Amz-Target").endsWith("GetExecutionHistory")) {
            return new LoopbackServer.Answer(200, json, HISTORY);
        }
        Matcher execution = EXECUTIONS.matcher(request.body());
        return execution.find()
                ? new LoopbackServer.Answer(200, json, EXECUTION.formatted(execution.group(1)))
                : new LoopbackServer.Answer(400, json, "{\"__type\": \"ExecutionDoesNotExist\"}");
    }

    @AfterAll
    static void stop() {
        function.close();
        states.close();
        dataApi.close();
        aws.close();
    }

    static Set<String> events() throws IOException {
        return Events.of("report-batch");
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleEventHasItsOutcome(String event) throws Exception {
        assertThat(function.invoke(Events.text(event)).outcome()).isEqualTo(OUTCOMES.get(event));
    }

    @Test
    void thePageOfTheBatchIsWritten() throws Exception {
        Answer answer = function.invoke(Events.text("report-batch-succeeded.json"));
        assertThat(answer.body().toString()).isEqualTo("{\"report\":\"" + REPORT + "\"}");
        assertThat(aws.text(REPORT))
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<h1>rates, 2026-11-20 16:00 UTC</h1>",
                        "<li>staged 10 = stale 1 + inserted 6 + updated 3 + deleted 0</li>",
                        "<text class=\"state-details\"",
                        ">2.50 s</text>")
                .contains("</html>");
    }

    @Test
    void anEventWithoutABatchIsATerminalError() throws Exception {
        assertThat(function.invoke(Events.text("report-batch-no-batch.json")).error())
                .isEqualTo("dev.waybill.error.TerminalException:"
                        + " Cannot report on the execution of this event: it has no text batch");
    }
}
