package dev.waybill.warehouse.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, each with the rule that it breaks. */
class RedshiftLinterTest {
    private static final List<String> TABLES = List.of(
            "CREATE SCHEMA IF NOT EXISTS \"waybill\"",
            "CREATE TABLE IF NOT EXISTS \"waybill\".\"batch\" (\"batch_id\" varchar(80) NOT NULL, \"hour\" timestamp)",
            "CREATE TABLE IF NOT EXISTS \"waybill\".\"lock_t\" (\"target_table\" varchar(130))",
            "CREATE TABLE IF NOT EXISTS \"s\".\"t\" (\"k\" integer NOT NULL, \"v\" varchar(8), \"doc\" super)",
            "CREATE TEMP TABLE \"st\" (\"k\" integer, \"v\" varchar(8)) DISTSTYLE EVEN");

    private static RedshiftLinter linter() {
        RedshiftLinter linter = new RedshiftLinter();
        TABLES.forEach(linter::check);
        return linter;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aStatementThatRedshiftDoesNotTakeIsRefused(String sql, String message) {
        RedshiftLinter linter = linter();
        assertThatThrownBy(() -> linter.check(sql))
                .isInstanceOf(LintException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(copies(), tables(), changes(), queries(), texts()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> copies() {
        String copy = "COPY \"st\" FROM 's3://b/x.manifest' IAM_ROLE default FORMAT AS PARQUET ";
        return Stream.of(
                of(
                        "COPY \"st\" FROM 's3://b/x.manifest' IAM_ROLE default FORMAT AS CSV MANIFEST",
                        "COPY of Parquet takes no CSV: the files are Parquet [dg/copy-usage_notes-copy-from-columnar]"),
                of(
                        copy + "MANIFEST MAXERROR 5",
                        "COPY of Parquet takes no MAXERROR: one bad value fails all"
                                + " [dg/copy-usage_notes-copy-from-columnar]"),
                of(
                        copy + "REGION 'eu-west-1' MANIFEST",
                        "COPY of Parquet takes no REGION: the bucket must be in the"
                                + " database's region [dg/copy-usage_notes-copy-from-columnar]"),
                of(
                        copy + "MANIFEST TRUNCATECOLUMNS",
                        "COPY of Parquet takes no TRUNCATECOLUMNS: a text that is too long"
                                + " fails all [dg/copy-usage_notes-copy-from-columnar]"),
                of(copy.strip(), "no statement of ours has the end where manifest belongs [Waybill]"),
                of(
                        "COPY \"st\" (\"k\") FROM 's3://b/x.manifest' IAM_ROLE default FORMAT AS PARQUET MANIFEST",
                        "columns map by position: make the table as the files are"
                                + " [dg/copy-usage_notes-copy-from-columnar]"),
                of(
                        "COPY \"st\" FROM 's3://b/x/' IAM_ROLE default FORMAT AS PARQUET MANIFEST",
                        "s3://b/x/ is no manifest: a prefix takes in what lies there"
                                + " [dg/copy-usage_notes-copy-from-columnar]"),
                of(
                        "COPY \"st\" FROM 's3://b/x.manifest' IAM_ROLE 'waybill' FORMAT AS PARQUET MANIFEST",
                        "waybill is no ARN of a role [dg/copy-parameters-authorization]"),
                of(
                        "COPY \"st\" IAM_ROLE default FROM 's3://b/x.manifest' FORMAT AS PARQUET MANIFEST",
                        "no statement of ours has IAM_ROLE where from belongs [Waybill]"));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" varchar(65536))",
                        "varchar(65536) is no type of a column: varchar(n), char(n), smallint, integer, bigint, decimal(p,s),"
                                + " real, double, boolean, date, timestamp, timestamptz, super [dg/c_Supported_data_types]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" text)",
                        "text is no type of a column: varchar(n), char(n), smallint, integer, bigint, decimal(p,s),"
                                + " real, double, boolean, date, timestamp, timestamptz, super [dg/c_Supported_data_types]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer) DISTSTYLE KEY",
                        "DISTSTYLE KEY and DISTKEY belong together [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer) DISTSTYLE EVEN DISTKEY (\"a\")",
                        "DISTSTYLE KEY and DISTKEY belong together [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer) DISTSTYLE KEY DISTKEY (\"b\")",
                        "DISTKEY names b, which isn't there [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer) DISTSTYLE NONE",
                        "NONE is no distribution [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" super) SORTKEY (\"a\")",
                        "SORTKEY names a, which is a super [dg/limitations-super]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer) COMPOUND SORTKEY (\"a\", \"a\")",
                        "SORTKEY names a twice [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer ENCODE az64) ENCODE AUTO",
                        "ENCODE of a column turns ENCODE AUTO off [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer ENCODE gzip)",
                        "gzip is no encoding of a column [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TABLE \"s\".\"n\" (\"a\" integer PRIMARY KEY)",
                        "a key is not enforced, and a plan that trusts a wrong one gives wrong rows"
                                + " [dg/r_CREATE_TABLE_NEW]"),
                of("CREATE TABLE \"s\".\"n\" (\"a\" integer, \"a\" date)", "a is there twice [dg/r_CREATE_TABLE_NEW]"),
                of("CREATE TABLE \"s\".\"n\" (\"oid\" integer)", "oid is a system column of every table [dg/r_names]"),
                of(
                        "CREATE TEMP TABLE \"n\" (\"a\" integer) DISTSTYLE AUTO",
                        "a temporary table is not optimized: give it a DISTSTYLE [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TEMP TABLE \"s\".\"n\" (\"a\" integer) DISTSTYLE EVEN",
                        "a temporary table is in no schema of ours: s.n [dg/r_CREATE_TABLE_NEW]"),
                of("CREATE TABLE \"n\" (\"a\" integer)", "n has no schema: the search path is the session's [Waybill]"),
                of("CREATE TABLE \"s\".\"t\" (\"a\" integer)", "s.t exists [dg/r_CREATE_TABLE_NEW]"),
                of(
                        "CREATE TEMP TABLE \"n\" AS SELECT count(*) FROM \"st\"",
                        "a column of n has no name: AS [dg/r_CREATE_TABLE_AS]"),
                of("CREATE TEMP TABLE \"n\" (LIKE \"s\".\"gone\")", "there is no table s.gone [Waybill]"),
                of(
                        "ALTER TABLE \"s\".\"t\" ADD COLUMN \"n\" integer NOT NULL",
                        "n is NOT NULL without a DEFAULT for the rows there [dg/r_ALTER_TABLE]"),
                of(
                        "ALTER TABLE \"s\".\"t\" ALTER COLUMN \"k\" TYPE bigint",
                        "only a varchar's length can be changed, not to bigint [dg/r_ALTER_TABLE]"),
                of(
                        "ALTER TABLE \"s\".\"t\" APPEND FROM \"st\"",
                        "ALTER TABLE APPEND runs in no transaction [dg/r_ALTER_TABLE_APPEND]"),
                of("ALTER TABLE \"s\".\"t\" ADD COLUMN \"k\" date", "s.t has a column twice [dg/r_CREATE_TABLE_NEW]"));
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                of(
                        "DELETE FROM \"s\".\"t\" AS t USING \"st\" AS x WHERE t.\"k\" = x.\"k\"",
                        "the table that is changed takes no alias [dg/r_DELETE]"),
                of(
                        "DELETE FROM \"s\".\"t\" USING \"st\" AS x WHERE \"s\".\"t\".\"k\" > x.\"k\"",
                        "s.t has no equality with st: the target must be in an equijoin"
                                + " [dg/c_Examples_of_UPDATE_statements]"),
                of(
                        "DELETE FROM \"s\".\"t\" USING \"st\" AS x WHERE \"s\".\"t\".\"k\" = x.\"k\" OR x.\"k\" = 1",
                        "s.t has no equality with st: the target must be in an equijoin"
                                + " [dg/c_Examples_of_UPDATE_statements]"),
                of(
                        "DELETE FROM \"s\".\"t\" USING \"st\" AS x JOIN \"st\" AS y ON y.\"k\" = x.\"k\" WHERE x.\"k\" = 1",
                        "USING lists tables: a join in it may be refused [dg/r_DELETE]"),
                of("DELETE FROM \"s\".\"t\"", "no statement of ours has the end where where belongs [Waybill]"),
                of(
                        "DELETE FROM \"s\".\"t\" WHERE \"k\" = 1 RETURNING \"k\"",
                        "there is no RETURNING [dg/c_unsupported-postgresql-features]"),
                of(
                        "UPDATE \"s\".\"t\" SET \"v\" = x.\"v\" FROM \"st\" AS x WHERE x.\"k\" = \"s\".\"t\".\"k\"",
                        "a join in UPDATE may be refused: use IN (SELECT …) [dg/c_Examples_of_UPDATE_statements]"),
                of("UPDATE \"s\".\"t\" SET \"w\" = 1 WHERE \"k\" = 1", "s.t has no column w [Waybill]"),
                of(
                        "INSERT INTO \"s\".\"t\" (\"k\", \"v\") SELECT x.\"k\" FROM \"st\" AS x",
                        "2 columns of s.t are inserted into, from 1 values [dg/r_INSERT_30]"),
                of(
                        "INSERT INTO \"st\" SELECT x.\"k\" FROM \"st\" AS x",
                        "2 columns of st are inserted into, from 1 values [dg/r_INSERT_30]"),
                of(
                        "INSERT INTO \"s\".\"t\" (\"k\", \"k\") SELECT x.\"k\", x.\"k\" FROM \"st\" AS x",
                        "the list of s.t's columns has one twice [dg/r_INSERT_30]"),
                of("INSERT INTO \"s\".\"t\" (\"w\") SELECT x.\"k\" FROM \"st\" AS x", "s.t has no column w [Waybill]"),
                of(
                        "INSERT INTO \"st\" VALUES (1, 'a') ON CONFLICT DO NOTHING",
                        "there is no ON CONFLICT: DELETE, and INSERT [dg/c_unsupported-postgresql-features]"),
                of(
                        "CREATE TEMP TABLE \"n\" AS SELECT CAST(:k AS integer) AS \"k\"",
                        "only SELECT, INSERT, UPDATE and DELETE bind parameters [dg/r_PREPARE]"),
                of(
                        "INSERT INTO \"st\" VALUES (1, NULLIF(:v, '-'))",
                        "nothing says what type :v has in a call: CAST [dg/r_PREPARE]"),
                of("TRUNCATE \"s\".\"t\"", "TRUNCATE commits the transaction that it is in: DELETE [dg/r_TRUNCATE]"),
                of("VACUUM \"s\".\"t\"", "VACUUM runs in no transaction, and by itself [dg/r_VACUUM_command]"),
                of(
                        "MERGE INTO \"s\".\"t\" USING \"st\" ON 1 = 1",
                        "MERGE can't say only if newer: DELETE, and INSERT [Waybill]"),
                of("DROP TABLE \"s\".\"t\"", "no statement of ours has DROP where a statement belongs [Waybill]"));
    }

    private static Stream<Arguments> queries() {
        return Stream.of(
                of("SELECT x.\"w\" FROM \"st\" AS x", "there is no column x.w [Waybill]"),
                of("SELECT y.\"k\" FROM \"st\" AS x", "there is no column y.k [Waybill]"),
                of("SELECT \"k\" FROM \"s\".\"gone\"", "there is no table s.gone [Waybill]"),
                of(
                        "SELECT \"k\" FROM \"st\" AS x JOIN \"s\".\"t\" AS t ON t.\"k\" = x.\"k\"",
                        "k may be of several tables: say of which [Waybill]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x JOIN \"s\".\"t\" AS t ON t.\"k\" > x.\"k\"",
                        "the join with t has no equality of its columns, and is a nested loop"
                                + " [dg/query-performance-improvement-opportunities]"),
                of(
                        "SELECT count(*) FILTER (WHERE x.\"k\" = 1) FROM \"st\" AS x",
                        "there is no FILTER: use CASE in the aggregate [dg/c_unsupported-postgresql-features]"),
                of(
                        "SELECT DISTINCT ON (x.\"k\") x.\"v\" FROM \"st\" AS x",
                        "there is no DISTINCT ON: use ROW_NUMBER [dg/c_unsupported-postgresql-features]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x CROSS JOIN LATERAL (SELECT 1 AS a) AS y",
                        "there is no LATERAL [dg/c_unsupported-postgresql-features]"),
                of(
                        "SELECT y.\"a\" FROM \"st\" AS x CROSS JOIN (SELECT x.\"k\" AS \"a\") AS y",
                        "there is no column x.k [Waybill]"),
                of(
                        "SELECT string_agg(x.\"v\", ',') FROM \"st\" AS x",
                        "there is no function string_agg: use LISTAGG [dg/c_unsupported-postgresql-functions]"),
                of(
                        "SELECT generate_series(1, 3)",
                        "there is no function generate_series: use a table of numbers"
                                + " [dg/c_unsupported-postgresql-functions]"),
                of("SELECT md5(x.\"v\") FROM \"st\" AS x", "no statement of ours calls md5 [Waybill]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE x.\"v\" IS NOT DISTINCT FROM 'a'",
                        "IS DISTINCT FROM isn't documented: compare, and ask for NULL [Waybill]"),
                of(
                        "SELECT 1 FROM \"st\" AS x UNION SELECT y.\"k\", y.\"v\" FROM \"st\" AS y",
                        "a UNION of queries with 1 and 2 columns [Waybill]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE x.\"k\" IN (SELECT t.\"k\", t.\"v\" FROM \"s\".\"t\" AS t)",
                        "a subquery that is a value has 2 columns [Waybill]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE x.\"k\" ="
                                + " (SELECT max(t.\"k\") FROM \"s\".\"t\" AS t WHERE t.\"v\" = x.\"v\")",
                        "x.v is of the outer query of a subquery that counts or sums [dg/r_correlated_subqueries]"),
                of(
                        "SELECT (SELECT t.\"v\" FROM \"s\".\"t\" AS t WHERE t.\"k\" = x.\"k\") FROM \"st\" AS x",
                        "x.k is of the outer query of a subquery that stands in a value: use EXISTS in WHERE"
                                + " [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x LEFT JOIN \"st\" AS y ON y.\"k\" = x.\"k\" AND"
                                + " EXISTS (SELECT 1 FROM \"s\".\"t\" AS t WHERE t.\"k\" = x.\"k\")",
                        "x.k is of the outer query of a subquery that stands in ON: use EXISTS in WHERE"
                                + " [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE NOT EXISTS (SELECT 1 FROM \"s\".\"t\" AS t"
                                + " WHERE NOT EXISTS (SELECT 1 FROM \"st\" AS y WHERE y.\"k\" = x.\"k\"))",
                        "x.k refers to a query that isn't the next outer one [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE x.\"k\" = 1"
                                + " OR EXISTS (SELECT 1 FROM \"s\".\"t\" AS t WHERE t.\"k\" = x.\"k\")",
                        "x.k is of the outer query of a subquery that is one of several alternatives"
                                + " [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE EXISTS"
                                + " (SELECT 1 FROM \"s\".\"t\" AS t WHERE t.\"k\" = x.\"k\" LIMIT 1)",
                        "x.k is of the outer query of a subquery with LIMIT [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE EXISTS (SELECT 1 FROM \"s\".\"t\" AS t WHERE t.\"k\" > x.\"k\")",
                        "x.k of the outer query isn't compared by = with a column [dg/r_correlated_subqueries]"),
                of(
                        "SELECT x.\"k\" FROM \"st\" AS x WHERE EXISTS (SELECT 1 FROM \"s\".\"t\" AS x WHERE x.\"k\" = 1)",
                        "x in a subquery hides x of its outer query: name it otherwise [Waybill]"));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                of("SELECT x.\"K\" FROM \"st\" AS x", "\"K\" is folded to lower case, quoted or not [dg/r_names]"),
                of(
                        "SELECT 1 AS \"" + "a".repeat(128) + "\"",
                        "\"" + "a".repeat(128) + "\" is longer than 127 bytes, and is cut [dg/r_names]"),
                of("SELECT x.k FROM \"st\" AS x", "x.k stands without quotes, and may be a reserved word [dg/r_names]"),
                of("SELECT \"k\" FROM st", "st stands without quotes, and may be a reserved word [dg/r_names]"),
                of("SELECT 1 AS tag", "tag is a reserved word: quote it [dg/r_pg_keywords]"),
                of("SELECT 'a\\n'", "a backslash in 'a\\n' escapes what follows: double it [dg/r_Character_types]"),
                of("SELECT '1'::integer", ":: is read as a parameter by clients: CAST [Waybill]"),
                of("SELECT array[1]", "there are no arrays [dg/c_unsupported-postgresql-features]"),
                of(
                        "SELECT x.\"doc\"[0] FROM \"s\".\"t\" AS x",
                        "there are no arrays [dg/c_unsupported-postgresql-features]"),
                of("SELECT 1; SELECT 2", "a statement stands alone, without a semicolon [mgmt/data-api]"),
                of("SELECT $1", "no SQL of ours has $ [Waybill]"),
                of(
                        "SELECT CAST('1' AS jsonb)",
                        "jsonb is no type of a column: varchar(n), char(n), smallint, integer,"
                                + " bigint, decimal(p,s), real, double, boolean, date, timestamp, timestamptz, super"
                                + " [dg/c_Supported_data_types]"),
                of("SELECT '" + "a".repeat(100_000) + "'", "a statement is longer than 100 KB [mgmt/data-api]"));
    }

    private static Arguments of(String sql, String message) {
        return Arguments.of(sql, message);
    }

    @ParameterizedTest
    @MethodSource("wrongTransactions")
    void aTransactionThatRedshiftOrTheDataApiDoesNotTakeIsRefused(List<String> statements, String message) {
        RedshiftLinter linter = linter();
        assertThatThrownBy(() -> {
                    statements.forEach(linter::check);
                    linter.end();
                })
                .isInstanceOf(LintException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> wrongTransactions() {
        String lock = "LOCK \"waybill\".\"lock_t\"";
        String ledger = "INSERT INTO \"waybill\".\"batch\" (\"batch_id\") SELECT x.\"v\" FROM \"st\" AS x";
        String delete = "DELETE FROM \"st\" WHERE \"k\" = 1";
        return Stream.of(
                Arguments.of(
                        List.of("BEGIN", delete),
                        "the first statement of a transaction is its one LOCK, before the snapshot is taken"
                                + " [dg/c_serial_isolation]"),
                Arguments.of(
                        List.of("BEGIN", lock, delete, lock),
                        "the first statement of a transaction is its one LOCK, before the snapshot is taken"
                                + " [dg/c_serial_isolation]"),
                Arguments.of(List.of(lock), "a LOCK outside a transaction is gone at once [dg/r_LOCK]"),
                Arguments.of(
                        List.of("BEGIN", "LOCK \"s\".\"t\""),
                        "LOCK s.t makes its readers wait: lock a table that has none [dg/r_LOCK]"),
                Arguments.of(
                        List.of("BEGIN", lock, ledger, delete),
                        "what follows the ledger's row keeps the loads of all other tables waiting"
                                + " [dg/c_serial_isolation]"),
                Arguments.of(
                        List.of("BEGIN", lock, "DELETE FROM \"st\" WHERE \"k\" = :k"),
                        "a transaction binds no parameters [mgmt/data-api]"),
                Arguments.of(
                        List.of("BEGIN", lock, "REFRESH MATERIALIZED VIEW \"s\".\"v\""),
                        "REFRESH has a transaction of its own [dg/materialized-view-refresh-sql-command]"),
                Arguments.of(
                        List.of("BEGIN", lock, "ALTER TABLE \"s\".\"t\" ALTER COLUMN \"v\" TYPE varchar(9)"),
                        "ALTER COLUMN TYPE runs in no transaction [dg/r_ALTER_TABLE]"),
                Arguments.of(
                        List.of(
                                "BEGIN",
                                lock,
                                "CREATE EXTERNAL SCHEMA IF NOT EXISTS \"p\" FROM DATA CATALOG DATABASE 'd' IAM_ROLE default"),
                        "external DDL runs in no transaction [dg/r_CREATE_EXTERNAL_TABLE]"),
                Arguments.of(
                        List.of(
                                "BEGIN",
                                lock,
                                "COPY \"st\" FROM 's3://b/x.manifest' IAM_ROLE default FORMAT AS PARQUET MANIFEST"),
                        "COPY has no place in the transaction [Waybill]"),
                Arguments.of(List.of("BEGIN", lock, "BEGIN"), "BEGIN has no place in the transaction [Waybill]"),
                Arguments.of(List.of("COMMIT"), "COMMIT without BEGIN [dg/r_BEGIN]"),
                Arguments.of(List.of("BEGIN", lock, delete), "the transaction has no COMMIT [dg/r_BEGIN]"),
                Arguments.of(
                        Stream.of(List.of("BEGIN", lock), Collections.nCopies(40, delete))
                                .flatMap(List::stream)
                                .toList(),
                        "a transaction has more than 40 statements [mgmt/data-api]"));
    }

    @Test
    void aPersonMayLeaveTheQuotesAway() {
        RedshiftLinter linter = linter();
        linter.checkContractQuery("SELECT count(*) = 0 FROM s.t WHERE v > 'a' OR k IS NULL");
        assertThatThrownBy(() -> linter.checkContractQuery("SELECT count(*) FROM s.t WHERE w > 'a'"))
                .hasMessage("there is no column w [Waybill]");
    }

    @Test
    void whatAStatementMakesTheNextOneReads() {
        RedshiftLinter linter = linter();
        assertThat(
                        linter.check(
                                "CREATE TEMP TABLE \"c\" AS SELECT x.\"k\", count(*) AS \"n\" FROM \"st\" AS x GROUP BY x.\"k\""))
                .isEqualTo(StatementKind.CREATE_TABLE_AS);
        assertThat(linter.check("CREATE TEMP TABLE \"d\" (LIKE \"c\")")).isEqualTo(StatementKind.CREATE_TABLE_LIKE);
        assertThat(linter.check("INSERT INTO \"d\" SELECT c.\"k\", c.\"n\" FROM \"c\" AS c"))
                .isEqualTo(StatementKind.INSERT);
    }
}
