package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.packages.LambdaProcess.Answer;
import dev.waybill.packages.LoopbackServer.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The deployed jar of check-freshness under Lambda's runtime client: a daily dataset of which nothing ever came. */
@TestMethodOrder(OrderAnnotation.class)
class CheckFreshnessJarIT {
    private static final String HANDLER = "dev.waybill.freshness.CheckFreshnessHandler::handleRequest";
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer }
            key: id
            target: { table: sales.orders }
            cadence: { every: 1 day }
            """;
    private static final Pattern LATE =
            Pattern.compile("orders (\\S+) is late, due at (\\S+): nothing was delivered\n.*", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static LoopbackServer dataApi;
    private static LoopbackServer sns;
    private static LambdaProcess function;

    @BeforeAll
    static void start() throws IOException {
        aws = new LocalAws(folder.resolve("s3"));
        aws.put("s3://waybill-artefacts-123456789012/contracts/orders.yaml", CONTRACT.getBytes(StandardCharsets.UTF_8));
        aws.s3.createBucket("waybill-source-123456789012-shop");
        aws.s3.createBucket("waybill-processed-123456789012-shop");
        dataApi = new LoopbackServer(CheckFreshnessJarIT::emptyLedger);
        sns = new LoopbackServer(request -> new LoopbackServer.Answer(200, Map.of("Content-Type", "text/xml"), """
                <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId>\
                </PublishResult></PublishResponse>"""));
        function = LambdaProcess.start(
                DeployedJar.of("functions/check-freshness", "waybill-check-freshness")
                        .unpack(folder.resolve("task")),
                folder.resolve("output"),
                HANDLER,
                DeploymentEnvironment.of(
                        aws,
                        dataApi.endpoint(),
                        Map.of(
                                "AWS_ENDPOINT_URL_SNS",
                                sns.endpoint().toString(),
                                "TOPIC_ARN",
                                "arn:aws:sns:eu-west-1:123456789012:waybill")));
    }

    /** No first hour, which is a row with nothing in it, and no batches, which is no row. */
    private static LoopbackServer.Answer emptyLedger(Request request) {
        String operation = request.header("X-Amz-Target").replaceFirst(".*\\.", "");
        String kind = request.body().contains("MIN(") || request.body().contains("\"first\"") ? "first" : "batches";
        String body = switch (operation) {
            case "ExecuteStatement" -> "{\"Id\": \"" + kind + "\"}";
            case "DescribeStatement" -> "{\"Id\": \"1\", \"Status\": \"FINISHED\", \"HasResultSet\": true}";
            default -> kind.equals("first") ? "{\"Records\": [[{\"isNull\": true}]]}" : "{\"Records\": []}";
        };
        return new LoopbackServer.Answer(200, Map.of("Content-Type", "application/x-amz-json-1.1"), body);
    }

    @AfterAll
    static void stop() {
        function.close();
        sns.close();
        dataApi.close();
        aws.close();
    }

    private static List<String> messages() {
        return sns.requests().stream()
                .map(request -> URLDecoder.decode(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    @Order(1)
    void theScheduleAsksAndTheLateHourIsCountedAndAnnounced() throws Exception {
        Answer answer = function.invoke(Events.text("check-freshness-scheduled.json"));

        assertThat(answer.body().toString()).isEqualTo("{\"datasets\":1,\"late\":1,\"announced\":1}");
        String line = """
                {"_aws": {"CloudWatchMetrics": [{"Namespace": "waybill", "Dimensions": [[%s]], "Metrics": [
                  {"Name": "HoursLate", "Unit": "Count"}]}]},
                 "HoursLate": 1.0%s, "logStreamId": "2026/11/25/[1]abc", "functionVersion": "1"}""";
        assertThat(function.metrics())
                .containsExactly(
                        LambdaProcess.json(line.formatted("\"Dataset\"", ", \"Dataset\": \"orders\"")),
                        LambdaProcess.json(line.formatted("", "")));
        assertThat(messages()).singleElement().satisfies(CheckFreshnessJarIT::requireMessage);
    }

    /** Which day it is about, the day of the test says. */
    private static void requireMessage(String form) {
        String message = form.replaceFirst("(?s).*&Message=(.*?)&.*", "$1");
        Matcher late = LATE.matcher(message);
        assertThat(late.matches()).as(form).isTrue();
        assertThat(message).isEqualTo("""
                orders %s is late, due at %s: nothing was delivered
                Ask shop for it

                All that is missing: ./waybill missing orders --aws --stack-name waybill --region eu-west-1""".formatted(late.group(1), late.group(2)));
        assertThat(form)
                .contains("Action=Publish&")
                .contains("TopicArn=arn:aws:sns:eu-west-1:123456789012:waybill&")
                .contains("&Subject=Waybill misses orders " + late.group(1));
    }

    @Test
    @Order(2)
    void everySampleEventIsAnsweredAndTheHourIsNotAnnouncedAgain() throws Exception {
        Set<String> events = Events.of("check-freshness");
        assertThat(events).hasSize(2);
        for (String event : events) {
            Answer answer = function.invoke(Events.text(event));
            assertThat(answer.body().toString()).isEqualTo("{\"datasets\":1,\"late\":1,\"announced\":0}");
        }
        assertThat(messages()).hasSize(1);
    }

    @Test
    @Order(3)
    void aBrokenContractFailsTheInvocationAtItsEnd() throws Exception {
        aws.put(
                "s3://waybill-artefacts-123456789012/contracts/bad.yaml",
                "dataset: [".getBytes(StandardCharsets.UTF_8));
        Answer answer = function.invoke(Events.text("check-freshness-scheduled.json"));
        assertThat(answer.error())
                .startsWith(
                        "dev.waybill.error.TerminalException: Cannot check everything. What isn't named here was checked:\n"
                                + "- Invalid contract s3://waybill-artefacts-123456789012/contracts/bad.yaml: ");
        assertThat(function.metrics()).hasSize(8);
    }
}
