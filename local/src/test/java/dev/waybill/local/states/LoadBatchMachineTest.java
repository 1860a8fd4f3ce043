package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The state machine that is deployed, with scripted services. */
class LoadBatchMachineTest {
    private static final Path DEFINITION = Path.of("..", "statemachine", "load-batch.asl.json");
    private static final String START_CRAWLER = "arn:aws:states:::aws-sdk:glue:startCrawler";
    private static final String GET_CRAWLER = "arn:aws:states:::aws-sdk:glue:getCrawler";
    private static final String JOB = "arn:aws:states:::glue:startJobRun.sync";
    private static final String GET_OBJECT = "arn:aws:states:::aws-sdk:s3:getObject";
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final String PUBLISH = "arn:aws:states:::sns:publish";
    private static final String PUT_EVENTS = "arn:aws:states:::events:putEvents";
    private static final String INPUT = """
            {"batch": "b1", "dataset": "orders", "hour": "2026-11-22T10", "system": "shop",
             "delivery": "s3://processed/_receipts/orders/b1/delivery.json", "bucket": "processed",
             "conversion_key": "_receipts/orders/b1/conversion-summary.json", "load_key": "_receipts/orders/b1/load.json"}""";
    private static final List<String> WAY_TO_CONVERSION = List.of(
            "CrawlSource",
            "WaitForCrawl",
            "GetCrawl",
            "CrawlEnded?",
            "ConvertBatch",
            "ReadConversion",
            "ConversionAccepted?");
    private static final List<String> REJECTION = List.of("PublishRejected", "AnnounceRejected", "BatchRejected");

    private final ScriptedTasks tasks = new ScriptedTasks();

    @TempDir
    Path folder;

    private LocalStepFunctions stepFunctions;

    @BeforeEach
    void start() throws IOException {
        stepFunctions = LocalStepFunctions.start(
                folder,
                Files.readString(DEFINITION),
                Map.of(
                        "ConvertJob", "convert-job",
                        "LoadJob", "load-job",
                        "CrawlerPrefix", "waybill-",
                        "ValidateFunction", "validate-batch",
                        "Topic", "arn:topic",
                        "EventBus", "bus",
                        "CommandOptions", " --aws --stack-name loads"),
                tasks.handlers(START_CRAWLER, GET_CRAWLER, JOB, GET_OBJECT, INVOKE, PUBLISH, PUT_EVENTS),
                (execution, state) -> {});
    }

    @AfterEach
    void stop() {
        stepFunctions.close();
    }

    private void allIsWell() {
        tasks.answer(START_CRAWLER, "{}");
        crawl("READY", "SUCCEEDED");
        tasks.answer(JOB, "{'JobRunState': 'SUCCEEDED'}");
        tasks.on(
                GET_OBJECT,
                arguments -> body(
                        arguments.get("Key").textValue().endsWith("conversion-summary.json")
                                ? conversion("true", "")
                                : load("true", "")));
        verdict(
                "true",
                "{'name': 'key is unique', 'severity': 'fail', 'expected': '0', 'actual': '0', 'passed': true, 'examples': []}");
        tasks.answer(PUBLISH, "{'MessageId': 'm'}");
        tasks.answer(PUT_EVENTS, "{'FailedEntryCount': 0}");
    }

    /** The crawler's state, and the last crawl that ended; it began after the execution, in whole seconds as Glue may say. */
    private void crawl(String state, String status) {
        crawl(state, status, Duration.ZERO);
    }

    /** The same, but the last crawl that ended began before the execution. */
    private void oldCrawl(String state, String status) {
        crawl(state, status, Duration.ofMinutes(1));
    }

    private void crawl(String state, String status, Duration ago) {
        tasks.on(
                GET_CRAWLER,
                arguments -> Json.of("{'Crawler': {'Name': 'waybill-shop', 'State': '" + state
                        + "', 'LastCrawl': {'Status': '" + status + "', 'ErrorMessage': 'no access', 'StartTime': '"
                        + Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS) + "'}}}"));
    }

    private static long polls(ExecutionRecord execution) {
        return Machine.states(execution).stream().filter("GetCrawl"::equals).count();
    }

    private static JsonNode body(String document) {
        return Json.object("{'ContentLength': 1}").put("Body", document.replace('\'', '"'));
    }

    private static String conversion(String accepted, String reasons) {
        return "{'accepted': " + accepted + ", 'read': 10, 'rejected': 1, 'superseded': 2, 'staged': 7, 'reasons': ["
                + reasons + "], 'receipt': 's3://processed/_receipts/orders/b1/conversion.json'}";
    }

    private static String load(String accepted, String reasons) {
        return "{'batch': 'b1', 'accepted': " + accepted + ", 'reasons': [" + reasons
                + "], 'already_applied': false, 'table': 'shop.orders', 'staged': 7, 'stale': 1, 'inserted': 4, 'updated': 2, 'refreshed': [{'view': 'shop.daily'}]}";
    }

    private void verdict(String valid, String checks) {
        tasks.answer(
                INVOKE,
                "{'StatusCode': 200, 'Payload': {'batch': 'b1', 'dataset': 'orders', 'valid': " + valid
                        + ", 'checks': [" + checks + "]}}");
    }

    private ExecutionRecord run() {
        String arn = arn();
        stepFunctions.awaitEnd(arn);
        return stepFunctions.execution(arn);
    }

    private String arn() {
        return stepFunctions
                .startExecution(start -> start.stateMachineArn(stepFunctions.stateMachineArn())
                        .name("b1")
                        .input(INPUT))
                .executionArn();
    }

    private static List<String> way(List<String> first, List<String> then) {
        List<String> way = new ArrayList<>(first);
        way.addAll(then);
        return way;
    }

    @Test
    void aGoodBatchIsLoadedAndAnnounced() {
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.cause()).isEmpty();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Machine.states(execution))
                .isEqualTo(way(
                        WAY_TO_CONVERSION,
                        List.of(
                                "LoadBatch",
                                "ReadLoad",
                                "LoadAccepted?",
                                "ValidateBatch",
                                "BatchValid?",
                                "PublishLoaded",
                                "AnnounceLoaded",
                                "Loaded")));
        assertThat(execution.visits()).allMatch(visit -> visit.error().isEmpty());
        assertThat(Json.of(execution.output().orElseThrow())).isEqualTo(Json.of("""
                        {"batch": "b1", "dataset": "orders", "hour": "2026-11-22T10",
                         "conversion": {"accepted": true, "read": 10, "rejected": 1, "superseded": 2, "staged": 7, "reasons": [], "receipt": "s3://processed/_receipts/orders/b1/conversion.json"},
                         "load": {"accepted": true, "already_applied": false, "stale": 1, "inserted": 4, "updated": 2, "not_refreshed": [], "reasons": []},
                         "verdict": {"batch": "b1", "dataset": "orders", "valid": true, "checks": [
                           {"name": "key is unique", "severity": "fail", "expected": "0", "actual": "0", "passed": true}]}}"""));
    }

    @Test
    void theServicesAreAskedForTheBatch() {
        allIsWell();
        run();
        String delivery = "'s3://processed/_receipts/orders/b1/delivery.json'";
        assertThat(tasks.asked(START_CRAWLER)).containsExactly(Json.of("{'Name': 'waybill-shop'}"));
        assertThat(tasks.asked(JOB))
                .containsExactly(
                        Json.of("{'JobName': 'convert-job', 'Arguments': {'--delivery': " + delivery + "}}"),
                        Json.of("{'JobName': 'load-job', 'Arguments': {'--delivery': " + delivery + "}}"));
        assertThat(tasks.asked(GET_OBJECT))
                .containsExactly(
                        Json.of("{'Bucket': 'processed', 'Key': '_receipts/orders/b1/conversion-summary.json'}"),
                        Json.of("{'Bucket': 'processed', 'Key': '_receipts/orders/b1/load.json'}"));
        assertThat(tasks.asked(INVOKE))
                .containsExactly(
                        Json.of("{'FunctionName': 'validate-batch', 'Payload': {'delivery': " + delivery + "}}"));
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue())
                .isEqualTo("orders 2026-11-22T10 is loaded, batch b1.\n"
                        + "read 10, rejected 1, superseded 2, stale 1, inserted 4, updated 2.");
        assertThat(tasks.asked(PUT_EVENTS).get(0).at("/Entries/0/DetailType").textValue())
                .isEqualTo("Batch Loaded");
        assertThat(tasks.asked(PUT_EVENTS).get(0).at("/Entries/0/Detail/warnings"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'updated': 2, 'deleted': 0 | ~, updated 2.~",
                "'updated': 2, 'deleted': 3 | ~, updated 2, deleted 3.~",
                "'updated': 2, 'deleted': 0, 'supersedes': {'batch': 'b0', 'removed': 5, 'restored': 6, 'changed_since': 7}"
                        + " | ~, updated 2.\nIt takes the place of b0, of whose rows 5 were removed, 6 restored to their"
                        + " version before, and 7 had been changed since.~"
            })
    void deletesAndACorrectionAreAnnouncedIfThereAreAny(String counts, String announced) {
        allIsWell();
        tasks.clear(GET_OBJECT)
                .on(
                        GET_OBJECT,
                        arguments -> body(
                                arguments.get("Key").textValue().endsWith("conversion-summary.json")
                                        ? conversion("true", "")
                                        : load("true", "").replace("'updated': 2", counts)));
        run();
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue())
                .isEqualTo("orders 2026-11-22T10 is loaded, batch b1.\n"
                        + "read 10, rejected 1, superseded 2, stale 1, inserted 4" + announced);
    }

    @Test
    void aViewThatWasNotRefreshedIsAnnouncedWithTheLoad() {
        allIsWell();
        tasks.clear(GET_OBJECT)
                .on(
                        GET_OBJECT,
                        arguments -> body(
                                arguments.get("Key").textValue().endsWith("conversion-summary.json")
                                        ? conversion("true", "")
                                        : load("true", "")
                                                .replace(
                                                        "{'view': 'shop.daily'}",
                                                        "{'view': 'shop.daily'}, {'view': 'shop.weekly', 'error': 'no such view'}")));
        assertThat(run().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue()).isEqualTo("""
                        orders 2026-11-22T10 is loaded, batch b1.
                        read 10, rejected 1, superseded 2, stale 1, inserted 4, updated 2.
                        The load stands, but these views show old rows:
                        - shop.weekly: no such view""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'new_columns': []                          | ~~",
                "'new_columns': ['size']                    | ~\nNot in the contract, and left out: size~",
                "'new_columns': ['a', 'b', '… and 3 more']  | ~\nNot in the contract, and left out: a, b, … and 3 more~",
                "'new_columns': [], 'added_columns': []     | ~~",
                "'new_columns': [], 'added_columns': ['tip', '… and 3 more']"
                        + "                                 | ~\nNot in the contract, and added: tip, … and 3 more~",
            })
    void columnsThatTheContractDoesNotHaveAreAnnouncedWithTheLoad(String columns, String announced) {
        allIsWell();
        tasks.clear(GET_OBJECT)
                .on(
                        GET_OBJECT,
                        arguments -> body(
                                arguments.get("Key").textValue().endsWith("conversion-summary.json")
                                        ? conversion("true", "").replace("'receipt'", columns + ", 'receipt'")
                                        : load("true", "")));
        run();
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue())
                .isEqualTo("orders 2026-11-22T10 is loaded, batch b1.\n"
                        + "read 10, rejected 1, superseded 2, stale 1, inserted 4, updated 2." + announced);
    }

    @Test
    void aRejectedConversionIsAnnouncedAndNothingIsLoaded() {
        allIsWell();
        tasks.clear(GET_OBJECT)
                .on(GET_OBJECT, arguments -> body(conversion("false", "'too many rejects', 'a.csv: bad'")));
        ExecutionRecord execution = run();
        assertThat(Machine.states(execution)).isEqualTo(way(WAY_TO_CONVERSION, REJECTION));
        assertThat(execution.error()).contains("BatchRejected");
        assertThat(execution.cause()).contains("ConvertBatch rejected the batch: too many rejects; a.csv: bad");
        assertThat(tasks.asked(PUBLISH)).containsExactly(Json.of("""
                        {"TopicArn": "arn:topic", "Subject": "Waybill rejected orders 2026-11-22T10",
                         "Message": "orders 2026-11-22T10 is rejected by ConvertBatch, batch b1.\\n- too many rejects\\n- a.csv: bad\\nNext: Nothing was loaded: the table is as it was. Correct the files or the contract and write the manifest again; the rejected rows and their reasons are named in s3://processed/_receipts/orders/b1/conversion.json\\nAll of it: ./waybill batch b1 --aws --stack-name loads",
                         "MessageAttributes": {"dataset": {"DataType": "String", "StringValue": "orders"}}}"""));
        assertThat(tasks.asked(PUT_EVENTS)).containsExactly(Json.of("""
                        {"Entries": [{"EventBusName": "bus", "Source": "waybill", "DetailType": "Batch Rejected", "Detail": {
                          "batch": "b1", "dataset": "orders", "hour": "2026-11-22T10", "step": "ConvertBatch",
                          "reasons": ["too many rejects", "a.csv: bad"],
                          "action": "Nothing was loaded: the table is as it was. Correct the files or the contract and write the manifest again; the rejected rows and their reasons are named in s3://processed/_receipts/orders/b1/conversion.json"}}]}"""));
    }

    @Test
    void aRejectedLoadIsAnnounced() {
        allIsWell();
        tasks.clear(GET_OBJECT)
                .on(GET_OBJECT, arguments -> body(conversion("true", "")))
                .on(GET_OBJECT, arguments -> body(load("false", "'shop.orders.id is another type'")));
        ExecutionRecord execution = run();
        assertThat(Machine.states(execution))
                .isEqualTo(way(WAY_TO_CONVERSION, way(List.of("LoadBatch", "ReadLoad", "LoadAccepted?"), REJECTION)));
        assertThat(execution.cause()).contains("LoadBatch rejected the batch: shop.orders.id is another type");
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue()).isEqualTo("""
                        orders 2026-11-22T10 is rejected by LoadBatch, batch b1.
                        - shop.orders.id is another type
                        Next: Nothing was loaded: the table is as it was. Do what the reasons say; if they are about the table or the contract, start the execution again from its beginning then.
                        All of it: ./waybill batch b1 --aws --stack-name loads""");
    }

    @Test
    void anInvalidBatchIsAnnouncedWithItsFailedChecks() {
        allIsWell();
        tasks.clear(INVOKE);
        verdict(
                "false",
                "{'name': 'rows', 'severity': 'fail', 'expected': '6', 'actual': '6', 'passed': true},"
                        + " {'name': 'no typos', 'severity': 'warn', 'expected': '0', 'actual': '1', 'passed': false},"
                        + " {'name': 'key is unique', 'severity': 'fail', 'expected': '0', 'actual': '2', 'passed': false}");
        ExecutionRecord execution = run();
        assertThat(Machine.states(execution))
                .endsWith("ValidateBatch", "BatchValid?", "PublishRejected", "AnnounceRejected", "BatchRejected");
        assertThat(execution.cause()).contains("ValidateBatch rejected the batch: key is unique: expected 0, found 2");
    }

    @Test
    void aCheckThatOnlyWarnsIsAnnouncedWithTheLoadAndWithoutValuesOfRows() {
        allIsWell();
        tasks.clear(INVOKE);
        verdict(
                "true",
                "{'name': 'rows', 'severity': 'fail', 'expected': '6', 'actual': '6', 'passed': true},"
                        + " {'name': 'no typos', 'severity': 'warn', 'expected': '0', 'actual': '1', 'passed': false,"
                        + " 'examples': ['id=17']}");
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.output().orElseThrow()).doesNotContain("id=17");
        assertThat(tasks.asked(PUBLISH).get(0).get("Message").textValue()).isEqualTo("""
                        orders 2026-11-22T10 is loaded, batch b1.
                        read 10, rejected 1, superseded 2, stale 1, inserted 4, updated 2.
                        The batch is valid, but these checks warn:
                        - no typos: expected 0, found 1""");
        assertThat(tasks.asked(PUT_EVENTS).get(0).at("/Entries/0/Detail/warnings"))
                .isEqualTo(Json.of("['no typos: expected 0, found 1']"));
    }

    @Test
    void aFailedCheckIsKeptHoweverManyOthersThereAre() {
        allIsWell();
        tasks.clear(INVOKE);
        String holds = "{'name': 'rows', 'severity': 'fail', 'expected': '6', 'actual': '6', 'passed': true}, ";
        verdict(
                "false",
                holds.repeat(150)
                        + "{'name': 'key is unique', 'severity': 'fail', 'expected': '0', 'actual': '2', 'passed': false}");
        assertThat(run().cause()).contains("ValidateBatch rejected the batch: key is unique: expected 0, found 2");
    }

    @Test
    void manyLongReasonsAreCut() {
        allIsWell();
        String reason = "'" + "r".repeat(400) + "'";
        String reasons = String.join(", ", java.util.Collections.nCopies(20, reason));
        tasks.clear(GET_OBJECT)
                .on(
                        GET_OBJECT,
                        arguments -> body(
                                arguments.get("Key").textValue().endsWith("conversion-summary.json")
                                        ? conversion("true", "")
                                        : load("false", reasons)));
        ExecutionRecord execution = run();
        assertThat(execution.cause().orElseThrow()).hasSize(1000);
        assertThat(tasks.asked(PUT_EVENTS).get(0).at("/Entries/0/Detail/reasons"))
                .hasSize(10)
                .allMatch(cut -> cut.textValue().length() == 300);
    }

    @Test
    void aCrawlerThatRunsAlreadyIsWaitedForAndThenStarted() {
        tasks.fail(START_CRAWLER, "Glue.CrawlerRunningException", "running")
                .fail(START_CRAWLER, "Glue.CrawlerRunningException", "running");
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.visits().get(0).retries()).isEqualTo(2);
        assertThat(tasks.asked(START_CRAWLER)).hasSize(3);
    }

    @Test
    void aCrawlerThatNeverStopsRunningIsNeverTakenForSuccess() {
        tasks.fail(START_CRAWLER, "Glue.CrawlerRunningException", "running");
        ExecutionRecord execution = run();
        assertThat(Machine.states(execution)).containsExactly("CrawlSource");
        assertThat(execution.error()).contains("Glue.CrawlerRunningException");
        assertThat(execution.visits().get(0).retries()).isEqualTo(60);
    }

    @Test
    void aCrawlIsPolledUntilItEnds() {
        oldCrawl("RUNNING", "SUCCEEDED");
        oldCrawl("STOPPING", "SUCCEEDED");
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(polls(execution)).isEqualTo(3);
    }

    @Test
    void theFirstCrawlOfACrawlerIsPolledUntilItEnds() {
        tasks.answer(GET_CRAWLER, "{'Crawler': {'Name': 'waybill-shop', 'State': 'RUNNING'}}");
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(polls(execution)).isEqualTo(2);
    }

    @Test
    void aCrawlThatEndedBeforeTheExecutionIsNotJudged() {
        oldCrawl("READY", "FAILED");
        oldCrawl("READY", "SUCCEEDED");
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(polls(execution)).isEqualTo(3);
    }

    @Test
    void anotherBatchsCrawlThatRunsByNowIsNotWaitedFor() {
        allIsWell();
        tasks.clear(GET_CRAWLER);
        crawl("RUNNING", "SUCCEEDED");
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(polls(execution)).isEqualTo(1);
    }

    @Test
    void afterACrawlThatFailedAnotherBatchsIsWaitedFor() {
        crawl("RUNNING", "FAILED");
        allIsWell();
        ExecutionRecord execution = run();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(polls(execution)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "CANCELLED"})
    void aCrawlThatDidNotSucceedIsNoSuccess(String status) {
        tasks.answer(START_CRAWLER, "{}");
        crawl("READY", status);
        ExecutionRecord execution = run();
        assertThat(Machine.states(execution))
                .containsExactly("CrawlSource", "WaitForCrawl", "GetCrawl", "CrawlEnded?", "CrawlFailed");
        assertThat(execution.error()).contains("CrawlFailed");
        assertThat(execution.cause())
                .contains("The crawl by waybill-shop ended as " + status + ": no access. Nothing was loaded."
                        + " Look at the crawler in the Glue console, then write the manifest again.");
    }

    @Test
    void aCrawlWithoutEndIsGivenUp() {
        tasks.answer(START_CRAWLER, "{}");
        oldCrawl("RUNNING", "SUCCEEDED");
        ExecutionRecord execution = run();
        assertThat(execution.error()).contains("CrawlTooSlow");
        assertThat(execution.cause())
                .contains(
                        "After 240 polls, no crawl by waybill-shop that began after the delivery has ended; the crawler is"
                                + " RUNNING. Nothing was loaded. Look at the crawler in the Glue console, then write the manifest"
                                + " again.");
        assertThat(tasks.asked(GET_CRAWLER)).hasSize(240);
    }

    @Test
    void anInfrastructureFailureFailsInPlaceAndARedriveContinuesThere() {
        tasks.answer(JOB, "{'JobRunState': 'SUCCEEDED'}").fail(JOB, "States.TaskFailed", "{'JobRunState': 'FAILED'}");
        allIsWell();
        tasks.clear(JOB)
                .answer(JOB, "{'JobRunState': 'SUCCEEDED'}")
                .fail(JOB, "States.TaskFailed", "{\"JobRunState\":\"FAILED\"}");
        ExecutionRecord failed = run();
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).contains("States.TaskFailed");
        assertThat(failed.cause()).contains("{\"JobRunState\":\"FAILED\"}");
        assertThat(Machine.states(failed)).isEqualTo(way(WAY_TO_CONVERSION, List.of("LoadBatch")));
        assertThat(failed.visits().get(7).retries()).isEqualTo(2);
        assertThat(failed.visits().get(7).error()).isEqualTo(Optional.of("States.TaskFailed"));

        tasks.clear(JOB).answer(JOB, "{'JobRunState': 'SUCCEEDED'}");
        String arn = Arns.execution("b1");
        stepFunctions.redriveExecution(redrive -> redrive.executionArn(arn));
        stepFunctions.awaitEnd(arn);
        ExecutionRecord redriven = stepFunctions.execution(arn);
        assertThat(redriven.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Machine.states(redriven).subList(8, 11)).containsExactly("LoadBatch", "ReadLoad", "LoadAccepted?");
        assertThat(tasks.asked(START_CRAWLER)).hasSize(1);
        assertThat(Json.of(redriven.output().orElseThrow())
                        .at("/conversion/read")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void aRejectedBatchIsRedrivenIntoTheSameFailure() {
        allIsWell();
        tasks.clear(GET_OBJECT).on(GET_OBJECT, arguments -> body(conversion("false", "'bad'")));
        run();
        String arn = Arns.execution("b1");
        stepFunctions.redriveExecution(redrive -> redrive.executionArn(arn));
        stepFunctions.awaitEnd(arn);
        ExecutionRecord redriven = stepFunctions.execution(arn);
        assertThat(Machine.states(redriven)).endsWith("AnnounceRejected", "BatchRejected", "BatchRejected");
        assertThat(redriven.error()).contains("BatchRejected");
        assertThat(tasks.asked(PUBLISH)).hasSize(1);
    }

    @Test
    void everyErrorNameIsReal() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Json.of(Files.readString(DEFINITION).replace('\'', ' '))
                .findValues("ErrorEquals")
                .forEach(errors -> errors.forEach(error -> names.add(error.textValue())));
        assertThat(names).isNotEmpty().allMatch(LoadBatchMachineTest::isReal);
    }

    /** Errors of the Lambda integration are in AWS's documentation only; all others are classes. */
    private static boolean isReal(String error) {
        String name = error.substring(error.lastIndexOf('.') + 1);
        if (name.equals("SdkClientException") || error.equals("States.TaskFailed")) {
            return true;
        }
        return switch (error.substring(0, error.lastIndexOf('.'))) {
            case "Glue" -> exists("software.amazon.awssdk.services.glue.model." + name);
            case "S3" -> exists("software.amazon.awssdk.services.s3.model." + name);
            case "Lambda" ->
                List.of(
                                "ServiceException",
                                "AWSLambdaException",
                                "TooManyRequestsException",
                                "ClientExecutionTimeoutException")
                        .contains(name);
            default -> exists(error);
        };
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
