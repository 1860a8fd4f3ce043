package dev.waybill.local.warehouse;

import static dev.waybill.local.warehouse.DataApi.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.ResourceNotFoundException;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.redshiftdata.model.ValidationException;
import software.amazon.awssdk.services.s3.S3Client;

/** The Data API's semantics, on a real PostgreSQL. */
class LocalRedshiftDataIT {
    private static final Clock CLOCK = new Clock();

    @TempDir
    static Path home;

    private static LocalWarehouse warehouse;
    private static LocalRedshiftData client;
    private static DataApi api;

    /** A clock that stands until it is moved. */
    private static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void move(Duration duration) {
            now = now.plus(duration);
        }
    }

    @BeforeAll
    static void start() {
        warehouse = LocalWarehouse.start(home);
        client = new LocalRedshiftData(warehouse, Mockito.mock(S3Client.class), CLOCK);
        api = new DataApi(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        warehouse.close();
    }

    @Test
    void aQueryAnswersFieldsTypedAsTheDataApiDoes() {
        ExecuteStatementResponse started =
                api.execute("SELECT CAST(1 AS smallint) AS a, 2 AS b, CAST(3 AS bigint) AS c, "
                        + "CAST(1.5 AS real) AS d, CAST(2.5 AS double precision) AS e, true AS f, CAST(1.20 AS decimal(6,2)) AS g, "
                        + "CAST('2026-11-22' AS date) AS h, CAST('2026-11-22 10:00:00.5' AS timestamp) AS i, "
                        + "CAST('x' AS varchar(3)) AS j, CAST(NULL AS integer) AS k");
        GetStatementResultResponse result = client.getStatementResult(request -> request.id(started.id()));
        assertThat(result.totalNumRows()).isEqualTo(1);
        assertThat(result.nextToken()).isNull();
        assertThat(result.records().get(0))
                .containsExactly(
                        Field.fromLongValue(1L),
                        Field.fromLongValue(2L),
                        Field.fromLongValue(3L),
                        Field.fromDoubleValue(1.5),
                        Field.fromDoubleValue(2.5),
                        Field.fromBooleanValue(true),
                        Field.fromStringValue("1.20"),
                        Field.fromStringValue("2026-11-22"),
                        Field.fromStringValue("2026-11-22 10:00:00.5"),
                        Field.fromStringValue("x"),
                        Field.fromIsNull(true));
        assertThat(result.columnMetadata().stream().map(ColumnMetadata::name))
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        assertThat(result.columnMetadata().stream().map(ColumnMetadata::typeName))
                .containsExactly(
                        "int2",
                        "int4",
                        "int8",
                        "float4",
                        "float8",
                        "bool",
                        "numeric",
                        "date",
                        "timestamp",
                        "varchar",
                        "int4");
    }

    @Test
    void anErrorOfSqlIsAStatementThatFailed() {
        assertThat(api.run("SELECT * FROM nowhere")).isEqualTo("FAILED ERROR: relation \"nowhere\" does not exist");
        assertThat(api.run("SELEC 1")).isEqualTo("FAILED ERROR: syntax error at or near \"SELEC\"");
    }

    @Test
    void aStatementSaysHowManyRowsItChangedOrReturned() {
        assertThat(api.run("CREATE TABLE counted (id integer)")).isEqualTo("FINISHED 0");
        assertThat(api.run("INSERT INTO counted VALUES (1), (2)")).isEqualTo("FINISHED 2");
        assertThat(api.run("SELECT * FROM counted")).isEqualTo("FINISHED 2");
        assertThat(api.run("SELECT * FROM counted WHERE id = 3")).isEqualTo("FINISHED 0");
    }

    @Test
    void parametersAreBoundWhereTheyStandAsValues() {
        ExecuteStatementResponse started = api.execute(
                "SELECT :a, CAST(:b AS bigint) + 1, ':a', \":a\", /* :a */ :b::date, :a -- :a\nFROM (SELECT 5 AS \":a\") AS t",
                value("a", "it's; --"),
                value("b", "20261122"));
        assertThat(api.rows(started)).containsExactly("it's; --|20261123|:a|5|2026-11-22|it's; --");
    }

    @Test
    void parametersThatAreMissingUnusedOrEmptyAreRefused() {
        assertThatThrownBy(() -> api.execute("SELECT :a, :b", value("a", "1")))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("Cannot find parameter: b ");
        assertThatThrownBy(() -> api.execute("SELECT ':a'", value("a", "1")))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("Parameters list contains unused parameters. Unused parameters: [a] ");
        assertThatThrownBy(() -> api.execute("SELECT :a", value("a", "")))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The value of parameter a is empty. Write the SQL without it, or with NULLIF ");
    }

    @Test
    void aSessionKeepsItsTemporaryTables() {
        ExecuteStatementResponse first = api.open("CREATE TEMP TABLE kept (id integer)", 60);
        assertThat(api.outcome(api.in(first.sessionId(), "INSERT INTO kept VALUES (1)")))
                .isEqualTo("FINISHED 1");
        assertThat(api.rows(api.in(first.sessionId(), "SELECT id FROM kept"))).containsExactly("1");
        assertThat(api.run("SELECT id FROM kept")).isEqualTo("FAILED ERROR: relation \"kept\" does not exist");
    }

    @Test
    void withoutKeepAliveThereIsNoSession() {
        assertThat(api.execute("SELECT 1").sessionId()).isNull();
    }

    @Test
    void aSessionEndsWhenItIsUnusedForItsKeepAlive() {
        String session = api.open("SELECT 1", 60).sessionId();
        CLOCK.move(Duration.ofSeconds(59));
        api.in(session, "SELECT 1");
        CLOCK.move(Duration.ofSeconds(59));
        api.in(session, "SELECT 1");
        CLOCK.move(Duration.ofSeconds(60));
        assertThatThrownBy(() -> api.in(session, "SELECT 1"))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("Session is not available ");
        assertThatThrownBy(() -> api.in("no-such-session", "SELECT 1")).isInstanceOf(ValidationException.class);
    }

    @Test
    void aSessionRunsOneStatementAtATime() {
        api.run("CREATE TABLE busy (id integer)");
        api.run("INSERT INTO busy VALUES (1)");
        String session = api.open("SELECT 1", 60).sessionId();
        try (Meddler meddler = new Meddler(warehouse.jdbcUrl(), "DELETE FROM busy")) {
            CompletableFuture<ExecuteStatementResponse> waiting =
                    CompletableFuture.supplyAsync(() -> api.in(session, "DROP TABLE busy"));
            meddler.awaitAnybody();
            assertThatThrownBy(() -> api.in(session, "SELECT 1"))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageStartingWith("Session is not available ");
            meddler.letGo();
            assertThat(api.outcome(waiting.join())).isEqualTo("FINISHED 0");
        }
        assertThat(api.outcome(api.in(session, "SELECT 1"))).isEqualTo("FINISHED 1");
    }

    @Test
    void aSessionThatLosesItsConnectionIsGone() {
        String session = api.open("SELECT 1", 60).sessionId();
        long process = Long.parseLong(
                api.rows(api.in(session, "SELECT pg_backend_pid()")).get(0));
        api.run("SELECT pg_terminate_backend(" + process + ")");
        assertThat(api.outcome(api.in(session, "SELECT 1")))
                .isEqualTo("FAILED FATAL: terminating connection due to administrator command");
        assertThatThrownBy(() -> api.in(session, "SELECT 1")).isInstanceOf(ValidationException.class);
    }

    @Test
    void theIdleSessionThatIsNextToExpireMakesRoomForANewOne() {
        String oldest = api.open("SELECT 1", 60).sessionId();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST; i++) {
            others.add(api.open("SELECT 1", 61).sessionId());
        }
        assertThatThrownBy(() -> api.in(oldest, "SELECT 1")).isInstanceOf(ValidationException.class);
        assertThat(api.outcome(api.in(others.get(1), "SELECT 1"))).isEqualTo("FINISHED 1");
        CLOCK.move(Duration.ofSeconds(61));
        api.open("SELECT 1", 60);
    }

    @Test
    void aBatchIsOneTransaction() {
        DescribeStatementResponse batch = api.batch(
                "CREATE TABLE together (id integer)",
                "INSERT INTO together VALUES (1), (2)",
                "SELECT id FROM together");
        assertThat(batch.statusAsString()).isEqualTo("FINISHED");
        assertThat(parts(batch)).containsExactly("FINISHED 0", "FINISHED 2", "FINISHED 2");
        String query = batch.subStatements().get(2).id();
        assertThat(query).isEqualTo(batch.id() + ":3");
        assertThat(client.getStatementResult(request -> request.id(query)).records())
                .hasSize(2);
        assertThatThrownBy(() -> client.getStatementResult(request -> request.id(batch.id())))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("BatchExecuteStatement result can only be retrieved with sub-statement id. ");
    }

    @Test
    void aBatchThatFailsChangesNothingAndSaysWhere() {
        DescribeStatementResponse batch =
                api.batch("CREATE TABLE never (id integer)", "INSERT INTO never VALUES ('x')", "SELECT * FROM never");
        assertThat(batch.statusAsString()).isEqualTo("FAILED");
        assertThat(batch.error()).isEqualTo("Query #2 failed");
        assertThat(parts(batch))
                .containsExactly(
                        "FINISHED 0",
                        "FAILED ERROR: invalid input syntax for type integer: \"x\"",
                        "ABORTED Connection or an prior query failed.");
        assertThat(api.run("SELECT * FROM never")).isEqualTo("FAILED ERROR: relation \"never\" does not exist");
    }

    @Test
    void whoeverWaitsForALockSeesWhatTheHolderCommitted() {
        api.run("CREATE TABLE turns (id integer)");
        api.run("CREATE TABLE turns_lock (id integer)");
        assertThat(api.batch("LOCK turns_lock", "INSERT INTO turns SELECT count(*) FROM turns")
                        .statusAsString())
                .isEqualTo("FINISHED");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> api.batch("LOCK turns_lock", "INSERT INTO turns SELECT count(*) FROM turns")));
        }
        threads.forEach(Thread::start);
        threads.forEach(LocalRedshiftDataIT::join);
        assertThat(api.rows("SELECT id FROM turns ORDER BY id")).containsExactly("0", "1", "2", "3", "4");
    }

    private static List<String> listed(String prefix, String status) {
        return client
                .listStatementsPaginator(
                        request -> request.statementName(prefix).status(status).maxResults(2))
                .statements()
                .stream()
                .map(statement -> statement.statementName() + " " + statement.statusAsString())
                .toList();
    }

    private static void run(String name, String... sqls) {
        client.batchExecuteStatement(request ->
                request.sqls(sqls).statementName(name).workgroupName("local").database("dev"));
    }

    @Test
    void statementsAreListedByTheBeginningOfTheirNameTheNewestFirst() {
        api.run("SELECT 1");
        run("listed-a", "SELECT 1", "SELECT 2");
        run("listed-b", "SELECT 1", "SELEC 2");
        client.executeStatement(request -> request.sql("SELECT 1")
                .statementName("listed-c")
                .workgroupName("local")
                .database("dev"));
        assertThat(listed("listed-", "ALL"))
                .containsExactly("listed-c FINISHED", "listed-b FAILED", "listed-a FINISHED");
        assertThat(listed("listed-", "FAILED")).containsExactly("listed-b FAILED");
        assertThat(listed("listed-b", "FINISHED")).isEmpty();
        assertThat(client.listStatements(request -> request.statementName("listed-"))
                        .statements())
                .hasSize(2);
    }

    @Test
    void aStatementIsListedAndDescribedWhileItRuns() {
        api.run("CREATE TABLE running (id integer)");
        try (Meddler meddler = new Meddler(warehouse.jdbcUrl(), "LOCK TABLE running IN ACCESS EXCLUSIVE MODE")) {
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> run("running-a", "INSERT INTO running VALUES (1)"));
            meddler.awaitAnybody();
            assertThat(listed("running-a", "STARTED")).containsExactly("running-a STARTED");
            String id = client.listStatements(
                            request -> request.statementName("running-a").status("ALL"))
                    .statements()
                    .get(0)
                    .id();
            assertThat(client.describeStatement(request -> request.id(id)).statusAsString())
                    .isEqualTo("STARTED");
            meddler.letGo();
            waiting.join();
            assertThat(client.describeStatement(request -> request.id(id)).statusAsString())
                    .isEqualTo("FINISHED");
        }
        assertThat(listed("running-a", "ALL")).containsExactly("running-a FINISHED");
    }

    @Test
    void aCallThatIsRefusedIsNotListed() {
        assertThatThrownBy(() -> client.executeStatement(request ->
                        request.sql("SELECT 1").statementName("refused").sessionId("no-such-session")))
                .isInstanceOf(ValidationException.class);
        assertThat(listed("refused", "ALL")).isEmpty();
    }

    @Test
    void longResultsComeInPages() {
        ExecuteStatementResponse started = api.execute(
                "SELECT a.n * 100 + b.n FROM (" + digits() + ") AS a CROSS JOIN (" + digits() + ") AS b ORDER BY 1");
        GetStatementResultResponse first = client.getStatementResult(request -> request.id(started.id()));
        assertThat(first.totalNumRows()).isEqualTo(1600);
        assertThat(first.records()).hasSize(1000);
        GetStatementResultResponse second =
                client.getStatementResult(request -> request.id(started.id()).nextToken(first.nextToken()));
        assertThat(second.records()).hasSize(600);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void callsThatCannotBeRightAreRefused() {
        assertThatThrownBy(() -> client.executeStatement(request -> request.sql("SELECT 1")))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith(
                        "Without SessionId, there must be a Database, and a WorkgroupName or a ClusterIdentifier ");
        assertThatThrownBy(() -> client.describeStatement(request -> request.id("nothing")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith("Query does not exist. ");
        String statement = api.execute("CREATE TABLE resultless (id integer)").id();
        assertThatThrownBy(() -> client.getStatementResult(request -> request.id(statement)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith(
                        "Query does not have result. Please check query status with DescribeStatement. ");
    }

    @Test
    void aDatabaseThatIsNotThereIsAStatementThatFailed() {
        String message = "FATAL: database \"prod\" does not exist. The local one is dev";
        ExecuteStatementResponse alone = client.executeStatement(
                request -> request.sql("SELECT 1").database("prod").workgroupName("local"));
        assertThat(api.outcome(alone)).isEqualTo("FAILED " + message);
        String together = client.batchExecuteStatement(request ->
                        request.sqls("SELECT 1", "SELECT 2").database("prod").workgroupName("local"))
                .id();
        DescribeStatementResponse batch = client.describeStatement(request -> request.id(together));
        assertThat(batch.statusAsString()).isEqualTo("FAILED");
        assertThat(batch.error()).isEqualTo(message);
        assertThat(parts(batch))
                .containsExactly(
                        "ABORTED Connection or an prior query failed.", "ABORTED Connection or an prior query failed.");
    }

    private static String digits() {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            selects.add("SELECT " + i + " AS n");
        }
        return String.join(" UNION ALL ", selects);
    }

    private static List<String> parts(DescribeStatementResponse batch) {
        return batch.subStatements().stream().map(LocalRedshiftDataIT::text).toList();
    }

    private static String text(SubStatementData part) {
        return part.statusAsString() + " " + (part.error() == null ? part.resultRows() : part.error());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
