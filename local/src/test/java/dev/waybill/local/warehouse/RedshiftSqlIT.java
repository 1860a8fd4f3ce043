package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** Redshift's SQL on a real PostgreSQL: what comes out is what Redshift gives. */
class RedshiftSqlIT {
    @TempDir
    static Path home;

    private static LocalWarehouse warehouse;
    private static LocalRedshiftData client;
    private static DataApi api;

    @BeforeAll
    static void start() {
        warehouse = LocalWarehouse.start(home);
        client = new LocalRedshiftData(warehouse, Mockito.mock(S3Client.class));
        api = new DataApi(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        warehouse.close();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            NVL(NULL, 2)                                      => 2
            NVL2(NULL, 'a', 'b')                              => b
            DECODE(CAST(NULL AS integer), 1, 'a', NULL, 'b')  => b
            DECODE(3, 1, 'a', 'z')                            => z
            LEN('größe')                                      => 5
            OCTET_LENGTH('größe')                             => 7
            UPPER('öl')                                       => ÖL
            CHARINDEX('b', 'abc')                             => 2
            CONCAT('a', NULL)                                 => null
            REGEXP_REPLACE('a1b2', '[0-9]')                   => ab
            'a\\\\b'                                          => a\\b
            'it\\'s'                                          => it's
            DATEADD(month, 1, '2026-01-31')                   => 2026-02-28 00:00:00
            DATEADD(qtr, 1, CAST('2026-11-22' AS date))       => 2027-02-22 00:00:00
            DATEADD(ms, 5, CAST('2026-11-22 10:00' AS timestamp)) => 2026-11-22 10:00:00.005
            DATEDIFF(year, '2025-12-31', '2026-01-01')        => 1
            DATEDIFF(qtr, '2025-12-31', '2026-04-01')         => 2
            DATEDIFF(month, '2026-01-31', '2026-02-01')       => 1
            DATEDIFF(day, '2026-11-22 23:59', '2026-11-23 00:00') => 1
            DATEDIFF(hour, '2026-11-22 10:59', '2026-11-22 11:00') => 1
            DATEDIFF(minute, '2026-11-22 11:00', '2026-11-22 10:58:30') => -2
            DATEDIFF(ms, '2026-11-22', '2026-11-22 00:00:01.5') => 1500
            CONVERT_TIMEZONE('Europe/Berlin', CAST('2026-11-22 10:00' AS timestamp)) => 2026-11-22 11:00:00
            CONVERT_TIMEZONE('Europe/Berlin', 'UTC', CAST('2026-11-22 10:00' AS timestamp)) => 2026-11-22 09:00:00
            LAST_DAY(CAST('2024-02-05' AS date))              => 2024-02-29
            ADD_MONTHS(CAST('2026-02-28' AS date), 1)         => 2026-03-31 00:00:00
            TRUNC(CAST('2026-11-22 10:00' AS timestamp))      => 2026-11-22
            TRUNC(1.9)                                        => 1
            JSON_EXTRACT_PATH_TEXT('{"a": {"b": 1}}', 'a', 'b') => 1
            JSON_PARSE('{"b": [1.10, 1e3], "a": null}')       => {"b": [1.10, 1e3], "a": null}
            JSON_PARSE(NULL)                                  => null
            JSON_TYPEOF(JSON_PARSE('[1]'))                    => array
            JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(JSON_PARSE('{"a": {"b": 1}}')), 'a', 'b') => 1
            CAST(1.5 AS decimal)                              => 2
            CONVERT(integer, '7')                             => 7
            7 / 2                                             => 3
            GETDATE() = DATE_TRUNC('second', GETDATE())       => true
            DATEDIFF(second, SYSDATE, GETDATE()) < 2          => true
            """)
    void functionsGiveWhatRedshiftsGive(String expression, String value) {
        assertThat(api.rows("SELECT " + expression)).containsExactly(value);
    }

    @Test
    void aggregatesGiveWhatRedshiftsGive() {
        api.run(
                "CREATE TABLE measured (s smallint, i integer, b bigint, n decimal(4,2), d double precision, name varchar(5))");
        assertThat(api.rows("SELECT AVG(s), AVG(i), AVG(b), AVG(n), AVG(d) FROM measured"))
                .containsExactly("null|null|null|null|null");
        api.run(
                "INSERT INTO measured VALUES (1, 1, 1, 1, 1, 'a'), (2, 2, 2, 2, 2, 'b'), (NULL, NULL, NULL, NULL, NULL, 'c')");
        assertThat(api.rows(
                        "SELECT AVG(s), AVG(i), AVG(b), CAST(AVG(n) AS decimal(4,2)), AVG(d), MEDIAN(i) FROM measured"))
                .containsExactly("1|1|1|1.50|1.5|1.5");
        assertThat(api.rows("SELECT AVG(-i), LISTAGG(name, '-') WITHIN GROUP (ORDER BY name DESC) FROM measured"))
                .containsExactly("-1|c-b-a");
        assertThat(api.rows("SELECT AVG(i) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING) FROM measured ORDER BY i"))
                .containsExactly("1", "1", "1");
    }

    @Test
    void charactersCountBytesHoweverTheColumnCame() {
        api.run("CREATE TABLE bytes (name varchar(4), code char(3))");
        assertThat(api.run("INSERT INTO bytes VALUES ('äö', 'ä')")).isEqualTo("FINISHED 1");
        String tooLong = "FAILED ERROR: value too long for type character varying(4)";
        assertThat(api.run("INSERT INTO bytes VALUES ('äöx', 'a')")).isEqualTo(tooLong);
        assertThat(api.run("INSERT INTO bytes VALUES ('abcde', 'a')")).isEqualTo(tooLong);
        assertThat(api.run("INSERT INTO bytes VALUES ('a', 'äö')"))
                .isEqualTo("FAILED ERROR: value too long for type character(3)");
        api.run("CREATE TABLE bytes_like (LIKE bytes)");
        assertThat(api.run("INSERT INTO bytes_like VALUES ('äöx', 'a')")).isEqualTo(tooLong);
        api.run("CREATE TEMP TABLE bytes_as AS SELECT * FROM bytes");
        api.run("CREATE TABLE bytes_as AS SELECT * FROM bytes");
        assertThat(api.run("INSERT INTO bytes_as VALUES ('äöx', 'a')")).isEqualTo(tooLong);
        api.run("ALTER TABLE bytes ADD COLUMN more varchar(4)");
        assertThat(api.run("INSERT INTO bytes (more) VALUES ('äöx')")).isEqualTo(tooLong);
        assertThat(api.run("ALTER TABLE bytes ALTER COLUMN more TYPE varchar(5)"))
                .isEqualTo("FINISHED 0");
        assertThat(api.run("INSERT INTO bytes (more) VALUES ('äöx')")).isEqualTo("FINISHED 1");
        assertThat(api.run("INSERT INTO bytes (more) VALUES ('äöü')"))
                .isEqualTo("FAILED ERROR: value too long for type character varying(5)");
        assertThat(api.run("ALTER TABLE bytes RENAME COLUMN more TO others")).isEqualTo("FINISHED 0");
    }

    @Test
    void aSuperIsJsonWithoutAFieldTwice() {
        api.run("CREATE TABLE nested (id integer, payload super)");
        assertThat(api.run("INSERT INTO nested VALUES (1, JSON_PARSE('{\"a\": 1, \"a\": 2}'))"))
                .isEqualTo("FAILED ERROR: duplicate JSON object key value");
        assertThat(api.run("INSERT INTO nested VALUES (1, JSON_PARSE('{\"a\"')), (2, NULL)"))
                .startsWith("FAILED ERROR: invalid input syntax for type json");
        assertThat(api.run("INSERT INTO nested VALUES (1, JSON_PARSE('{\"a\": {\"a\": 2}}')), (2, NULL)"))
                .isEqualTo("FINISHED 2");
        assertThat(api.rows("SELECT count(payload), max(JSON_SERIALIZE(payload)) FROM nested"))
                .containsExactly("1|{\"a\": {\"a\": 2}}");
        assertThat(api.rows("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'nested'"
                        + " ORDER BY ordinal_position"))
                .containsExactly("id|integer", "payload|super");
    }

    @Test
    void keysBindNothing() {
        api.run("CREATE TABLE keyed (id integer PRIMARY KEY, other integer UNIQUE)");
        assertThat(api.run("INSERT INTO keyed VALUES (1, 1), (1, 1)")).isEqualTo("FINISHED 2");
        assertThat(api.run("INSERT INTO keyed VALUES (NULL, 1)"))
                .isEqualTo("FAILED ERROR: Cannot insert a NULL value into column id");
    }

    @Test
    void identityColumnsCount() {
        api.run("CREATE TABLE counted (id bigint IDENTITY(10, 5), name varchar(5))");
        api.run("INSERT INTO counted (name) VALUES ('a'), ('b')");
        assertThat(api.rows("SELECT id, name FROM counted ORDER BY id")).containsExactly("10|a", "15|b");
    }

    @Test
    void textIsComparedByItsBytes() {
        assertThat(api.rows("SELECT 'B' < 'a', 'Z' < 'ä'")).containsExactly("true|true");
    }

    @Test
    void aMaterializedViewIsAsItWasUntilItIsRefreshed() {
        api.run("CREATE TABLE viewed (id integer)");
        assertThat(api.run(
                        "CREATE MATERIALIZED VIEW counts BACKUP NO DISTSTYLE ALL AS SELECT count(*) AS n FROM viewed"))
                .startsWith("FINISHED");
        api.run("INSERT INTO viewed VALUES (1)");
        assertThat(api.rows("SELECT n FROM counts")).containsExactly("0");
        assertThat(api.run("REFRESH MATERIALIZED VIEW counts")).isEqualTo("FINISHED 0");
        assertThat(api.rows("SELECT n FROM counts")).containsExactly("1");
    }

    @Test
    void theQueryGroupIsTheSessionsOwn() {
        String session = api.open("SET query_group TO 'etl'", 60).sessionId();
        String shown = "SELECT current_setting('redshift.query_group', true)";
        assertThat(api.rows(api.in(session, shown))).containsExactly("etl");
        assertThat(api.rows(shown)).containsExactly("null");
        assertThat(api.outcome(api.in(session, "SET query_group TO DEFAULT"))).isEqualTo("FINISHED 0");
        assertThat(api.rows(api.in(session, shown))).containsExactly("");
    }

    @Test
    void aMergeWithinRedshiftsLimitsRuns() {
        api.run("CREATE TABLE merged (id integer, name varchar(5))");
        api.run("CREATE TABLE source (id integer, name varchar(5))");
        api.run("INSERT INTO merged VALUES (1, 'old')");
        api.run("INSERT INTO source VALUES (1, 'new'), (2, 'two')");
        assertThat(api.run(
                        "MERGE INTO merged USING source ON merged.id = source.id WHEN MATCHED THEN UPDATE SET name = source.name"
                                + " WHEN NOT MATCHED THEN INSERT VALUES (source.id, source.name)"))
                .isEqualTo("FINISHED 2");
        assertThat(api.rows("SELECT * FROM merged ORDER BY id")).containsExactly("1|new", "2|two");
    }

    @Test
    void aRefusalInABatchUndoesIt() {
        api.run("CREATE TABLE refused (id integer)");
        DescribeStatementResponse batch = api.batch("INSERT INTO refused VALUES (1)", "TRUNCATE refused", "SELECT 1");
        assertThat(batch.subStatements().get(1).error())
                .isEqualTo(
                        "ERROR: TRUNCATE in a transaction commits it in Redshift, with all that was before. Use DELETE");
        assertThat(api.rows("SELECT count(*) FROM refused")).containsExactly("0");
    }

    @Test
    void aTransactionThatMeetsANewerVersionOfARowIsInConflict() {
        api.run("CREATE TABLE contested (id integer)");
        api.run("INSERT INTO contested VALUES (1)");
        try (Meddler meddler = new Meddler(warehouse.jdbcUrl(), "UPDATE contested SET id = 2")) {
            DescribeStatementResponse batch = meddler.letGoWhenAwaited(
                    () -> api.batch("SELECT count(*) FROM contested", "UPDATE contested SET id = 3"));
            assertThat(batch.subStatements().get(1).error())
                    .isEqualTo("ERROR: could not complete because of conflict with concurrent transaction\n"
                            + "  Detail: could not serialize access due to concurrent update");
        }
    }

    @Test
    void aCycleOfSerializableTransactionsIsError1023AndNoneOfSnapshots() {
        api.run("CREATE TABLE one (id integer)");
        api.run("CREATE TABLE other (id integer)");
        api.run("CREATE TABLE gate (id integer)");
        assertThat(api.run("ALTER DATABASE dev ISOLATION LEVEL SERIALIZABLE")).isEqualTo("FINISHED 0");
        try {
            DescribeStatementResponse batch = writeSkew();
            assertThat(batch.subStatements().get(2).error())
                    .isEqualTo("ERROR: 1023\n  Detail: Serializable isolation violation on table - could not serialize"
                            + " access due to read/write dependencies among transactions");
        } finally {
            assertThat(api.run("ALTER DATABASE dev ISOLATION LEVEL SNAPSHOT")).isEqualTo("FINISHED 0");
        }
        assertThat(writeSkew().statusAsString()).isEqualTo("FINISHED");
    }

    /** Somebody reads one table and writes the other, and commits while a batch does it the other way round. */
    private static DescribeStatementResponse writeSkew() {
        try (Meddler meddler =
                new Meddler(warehouse.jdbcUrl(), "SELECT count(*) FROM other; LOCK gate; INSERT INTO one VALUES (1)")) {
            return meddler.letGoWhenAwaited(
                    () -> api.batch("SELECT count(*) FROM one", "LOCK gate", "INSERT INTO other VALUES (1)"));
        }
    }

    @Test
    void theReadOnlyWayTakesTheSameSqlAndStreams() throws SQLException {
        StringBuilder read = new StringBuilder();
        warehouse.query("SELECT NVL(NULL, \"A\") AS \"B\" FROM (SELECT 1 AS a) AS t;", rows -> {
            read.append(rows.getMetaData().getColumnLabel(1));
            while (rows.next()) {
                read.append(rows.getInt(1));
            }
        });
        assertThat(read).hasToString("b1");
        assertThatThrownBy(() -> warehouse.query("SELECT DISTINCT ON (a) a FROM t", rows -> {}))
                .isInstanceOf(SQLException.class)
                .hasMessage("ERROR: SELECT DISTINCT ON is not supported");
        assertThatThrownBy(() -> warehouse.query("SELECT :a", rows -> {}))
                .hasMessage("ERROR: Cannot run this as a query: it is a COPY or has parameters");
    }
}
