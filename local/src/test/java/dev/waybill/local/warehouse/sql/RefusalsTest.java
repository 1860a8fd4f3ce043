package dev.waybill.local.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the local warehouse refuses, with the whole message of each. */
class RefusalsTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            TRUNCATE t                                => TRUNCATE in a transaction commits it in Redshift, with all that was before. Use DELETE
            VACUUM t                                  => VACUUM cannot run inside a transaction block
            ALTER TABLE t ALTER COLUMN a TYPE varchar(9) => ALTER TABLE ALTER COLUMN cannot run inside a transaction block
            ALTER TABLE t APPEND FROM s               => ALTER TABLE APPEND cannot run inside a transaction block
            REFRESH MATERIALIZED VIEW v               => REFRESH MATERIALIZED VIEW cannot run inside a transaction block
            ALTER DATABASE dev ISOLATION LEVEL SNAPSHOT => ALTER DATABASE ISOLATION LEVEL cannot run inside a transaction block
            CREATE EXTERNAL TABLE s.t (a int)         => CREATE EXTERNAL TABLE cannot run inside a transaction block
            CREATE EXTERNAL SCHEMA s FROM DATA CATALOG => CREATE EXTERNAL SCHEMA cannot run inside a transaction block
            """)
    void whatRedshiftDoesNotRunInATransaction(String sql, String message) {
        assertThatThrownBy(() -> RedshiftDialect.translateInTransaction(sql))
                .isInstanceOf(RefusedSqlException.class)
                .hasMessage("ERROR: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            MERGE INTO t AS x USING s ON x.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1) => syntax error at or near "AS". Redshift has no alias for the target of MERGE
            MERGE INTO t x USING s ON x.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1) => syntax error at or near "x". Redshift has no alias for the target of MERGE
            MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.a > t.a THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1) => syntax error at or near "AND". Redshift has no condition on the WHEN clauses of MERGE
            MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE => MERGE must have one WHEN MATCHED and one WHEN NOT MATCHED clause in Redshift
            MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (1) => MERGE must have one WHEN MATCHED and one WHEN NOT MATCHED clause in Redshift
            INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING => syntax error at or near "CONFLICT". Redshift has no ON CONFLICT. Use MERGE, or DELETE and INSERT
            DELETE FROM t RETURNING id                => syntax error at or near "RETURNING". Redshift has no RETURNING
            SELECT DISTINCT ON (a) a, b FROM t        => SELECT DISTINCT ON is not supported
            SELECT count(*) FILTER (WHERE a > 1) FROM t => syntax error at or near "(". Redshift has no FILTER. Use CASE within the aggregate
            SELECT a IS DISTINCT FROM b FROM t        => syntax error at or near "DISTINCT". Redshift has no IS DISTINCT FROM
            SELECT a IS NOT DISTINCT FROM b FROM t    => syntax error at or near "DISTINCT". Redshift has no IS DISTINCT FROM
            SELECT ARRAY[1, 2]                        => syntax error at or near "[". Redshift has no array constructors
            SELECT * FROM (VALUES (1), (2)) AS v      => syntax error at or near "VALUES". Redshift has no VALUES but in INSERT. Use SELECT … UNION ALL SELECT …
            WITH d AS (DELETE FROM t) SELECT 1        => syntax error at or near "DELETE". Redshift has no WITH of anything but a query
            SELECT string_agg(a, ',') FROM t          => function string_agg() does not exist in Redshift
            SELECT * FROM generate_series(1, 3)       => function generate_series() does not exist in Redshift
            SELECT a::jsonb                           => type "jsonb" does not exist in Redshift
            SELECT CAST(a AS uuid)                    => type "uuid" does not exist in Redshift
            SELECT ?                                  => syntax error at or near "?"
            CREATE TABLE t (id serial)                => type "serial" does not exist in Redshift
            CREATE TABLE t (a int[])                  => syntax error at or near "[". Redshift has no arrays
            CREATE TABLE t (oid int)                  => column name "oid" conflicts with a system column name
            CREATE TABLE t (a int CHECK (a > 0))      => syntax error at or near "CHECK". Redshift has no check constraints
            CREATE TABLE t (a int, CHECK (a > 0))     => syntax error at or near "CHECK". Redshift has no check or exclusion constraints
            CREATE TABLE t (a int) DISTKEY (b)        => column "b" specified as distkey/sortkey is not in the table "t"
            CREATE TABLE t (a super, b int) SORTKEY (b, a) => column "a" is SUPER, which can't be a distkey or sortkey
            CREATE TABLE t (a super DISTKEY)          => column "a" is SUPER, which can't be a distkey or sortkey
            SELECT a::json                            => type "json" does not exist in Redshift
            CREATE TABLE t (a varchar(70000))         => length for type varchar cannot exceed 65535
            CREATE TABLE t (a char(5000))             => length for type char cannot exceed 4096
            CREATE TABLE t (a decimal(39,2))          => NUMERIC precision 39 must be between 1 and 38
            CREATE TABLE t (a int) PARTITION BY RANGE (a) => syntax error at or near "PARTITION"
            CREATE TABLE t (a int) INHERITS (s)       => syntax error at or near "INHERITS"
            CREATE TABLE IF NOT EXISTS t AS SELECT 1  => syntax error at or near "AS". Redshift has no CREATE TABLE IF NOT EXISTS … AS
            CREATE TABLE t (LIKE s INCLUDING ALL)     => syntax error at or near "ALL". Redshift has no LIKE … INCLUDING but of DEFAULTS
            CREATE INDEX i ON t (a)                   => SQL command "CREATE INDEX" not supported on Redshift tables.
            CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 => syntax error at or near "IF". Redshift has no CREATE MATERIALIZED VIEW IF NOT EXISTS
            REFRESH MATERIALIZED VIEW CONCURRENTLY v  => syntax error at or near "v"
            ALTER TABLE t ADD COLUMN IF NOT EXISTS a int => syntax error at or near "IF". Redshift has no ADD COLUMN IF NOT EXISTS
            ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int => syntax error at or near ",". Redshift has no ALTER TABLE with more than one action
            ALTER TABLE t ADD COLUMN a int NOT NULL   => ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression
            ALTER TABLE t DROP COLUMN IF EXISTS a     => syntax error at or near "IF". Redshift has no DROP COLUMN IF EXISTS
            ALTER TABLE t ALTER COLUMN a TYPE bigint  => ALTER COLUMN TYPE changes only the length of a VARCHAR in Redshift, not to bigint
            SET query_group 'etl'                     => syntax error at or near "'etl'"
            SET query_group TO                        => syntax error at end of input
            SET query_group TO 'etl', 'ml'            => syntax error at or near ","
            SET query_group TO :group                 => syntax error at or near ":group"
            SELECT 1; SELECT 2                        => cannot insert multiple commands into a prepared statement
            ALTER DATABASE dev ISOLATION LEVEL CHAOS  => syntax error at or near "CHAOS"
            ALTER DATABASE dev ISOLATION LEVEL SNAPSHOT NOW => syntax error at or near "NOW"
            SELEC 1                                   => syntax error at or near "SELEC"
            """)
    void whatRedshiftRefuses(String sql, String message) {
        assertThatThrownBy(() -> RedshiftDialect.translate(sql))
                .isInstanceOf(RefusedSqlException.class)
                .hasMessage("ERROR: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            BEGIN                                     => BEGIN
            SET search_path TO shop                   => SET of anything but query_group
            SET LOCAL search_path TO shop             => SET of anything but query_group
            UNLOAD ('SELECT 1') TO 's3://bucket/k'         => UNLOAD
            CREATE EXTERNAL SCHEMA s FROM DATA CATALOG => CREATE EXTERNAL
            CREATE FUNCTION f() RETURNS int           => CREATE FUNCTION
            ALTER TABLE t APPEND FROM s               => ALTER TABLE APPEND
            ALTER DATABASE dev RENAME TO prod         => ALTER DATABASE of anything but the isolation level
            ALTER TABLE t ALTER DISTKEY a             => ALTER TABLE … ALTER DISTKEY
            ALTER TABLE t ALTER COLUMN a ENCODE zstd  => ALTER COLUMN … ENCODE
            CREATE TABLE t (a hllsketch)              => the type HLLSKETCH
            SELECT a::super FROM t                    => casts to SUPER. Use JSON_PARSE
            SELECT CAST('1' AS super)                 => casts to SUPER. Use JSON_PARSE
            CREATE TABLE t (a varchar(5) COLLATE CASE_INSENSITIVE) => COLLATE
            MERGE INTO t USING s ON t.id = s.id REMOVE DUPLICATES => MERGE … REMOVE DUPLICATES
            SELECT TOP 10 a FROM t                    => TOP. Use LIMIT
            SELECT a FROM t MINUS SELECT a FROM s     => MINUS. Use EXCEPT
            SELECT a FROM t QUALIFY rank() OVER (ORDER BY a) = 1 => QUALIFY. Use a subquery
            SELECT listagg(DISTINCT a, ',') FROM t    => LISTAGG(DISTINCT …)
            SELECT listagg(a) OVER (PARTITION BY b) FROM t => LISTAGG … OVER
            SELECT datediff(week, a, b)               => DATEDIFF of week
            SELECT dateadd(fortnight, 1, a)           => DATEADD of fortnight
            COPY t FROM 's3://bucket/k' IAM_ROLE default CSV => COPY without FORMAT AS PARQUET
            COPY t FROM 's3://bucket/k' IAM_ROLE default FORMAT AS PARQUET => COPY without MANIFEST
            COPY t FROM 's3://bucket/k' IAM_ROLE default FORMAT AS PARQUET MANIFEST FILLRECORD => COPY with FILLRECORD
            """)
    void whatThisMachineLacks(String sql, String what) {
        assertThatThrownBy(() -> RedshiftDialect.translate(sql))
                .isInstanceOf(RefusedSqlException.class)
                .hasMessage("ERROR: The local warehouse doesn't implement " + what + ". In Redshift it may well work");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            REGION 'us-east-1'  => REGION argument is not supported for PARQUET based COPY
            MAXERROR 10         => MAXERROR argument is not supported for PARQUET based COPY
            ACCEPTANYDATE       => ACCEPTANYDATE argument is not supported for PARQUET based COPY
            COMPUPDATE OFF      => COMPUPDATE argument is not supported for PARQUET based COPY
            TRUNCATECOLUMNS     => TRUNCATECOLUMNS argument is not supported for PARQUET based COPY
            """)
    void whatCopyOfParquetRefuses(String option, String message) {
        assertThatThrownBy(() -> RedshiftDialect.translate(
                        "COPY t FROM 's3://bucket/k' IAM_ROLE default FORMAT AS PARQUET MANIFEST " + option))
                .hasMessage("ERROR: " + message);
    }

    @Test
    void aCopyNeedsARoleAndALocation() {
        assertThatThrownBy(() -> RedshiftDialect.translate("COPY t FROM 's3://bucket/k' FORMAT AS PARQUET MANIFEST"))
                .hasMessage("ERROR: COPY from this file format only accepts IAM_ROLE credentials.");
        assertThatThrownBy(() -> RedshiftDialect.translate(
                        "COPY t FROM '/home/data' IAM_ROLE default FORMAT AS PARQUET MANIFEST"))
                .hasMessage("ERROR: COPY: Invalid S3 location: '/home/data' does not begin with s3://");
    }

    @Test
    void namesThatADatabaseWouldCutAreRefused() {
        String sixtyThree = "n".repeat(63);
        assertThatCode(() -> RedshiftDialect.translate("SELECT 1 AS " + sixtyThree))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RedshiftDialect.translate("SELECT 1 AS \"" + sixtyThree + "n\""))
                .hasMessage("ERROR: The name \"" + sixtyThree
                        + "n\" has 64 bytes. Redshift takes it, but the local warehouse"
                        + " takes 63 at most. Shorten it");
        String long128 = "é".repeat(64);
        assertThatThrownBy(() -> RedshiftDialect.translate("SELECT 1 AS \"" + long128 + "\""))
                .hasMessage("ERROR: The name \"" + long128
                        + "\" has 128 bytes. Redshift would cut it at 127 without a word." + " Shorten it");
    }

    @Test
    void theWordsOfARefusalInAStringOrACommentDoNoHarm() {
        assertThatCode(() -> RedshiftDialect.translateInTransaction(
                        "SELECT 'RETURNING', \"on conflict\" -- ON CONFLICT\nFROM t /* TRUNCATE; */"))
                .doesNotThrowAnyException();
    }
}
