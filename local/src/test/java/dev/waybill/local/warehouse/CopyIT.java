package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.spark.LocalSpark;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** COPY of Parquet files from a real S3 into a real PostgreSQL. */
class CopyIT {
    private static final String SCHEMA = "message m { optional int32 id; optional binary name (STRING); }";
    private static final S3Location BUCKET = S3Location.parse("s3://processed/");

    @TempDir
    static Path home;

    private static LocalS3 s3;
    private static LocalWarehouse warehouse;
    private static LocalRedshiftData client;
    private static DataApi api;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start(home.resolve("s3"), "manifest.json", event -> {});
        s3.createBucket("processed");
        warehouse = LocalWarehouse.start(home.resolve("warehouse"));
        client = new LocalRedshiftData(warehouse, s3.client());
        api = new DataApi(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        warehouse.close();
        s3.close();
    }

    @Test
    void everyTypeThatSparkWritesIsLoadedAsItIs() {
        api.run("CREATE TABLE types (s smallint, i integer, b bigint, r real, d double precision, f boolean, day date, "
                + "at timestamp, tz timestamptz, small decimal(4,2), large decimal(18,3), huge decimal(38,10), "
                + "name varchar(40), code char(3))");
        S3Location folder = BUCKET.resolve("types/");
        try (LocalSpark spark = new LocalSpark(s3, home.resolve("spark"))) {
            SparkSession session = spark.session().newSession();
            // As the conversion sets them.
            session.conf().set("spark.sql.session.timeZone", "UTC");
            session.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
            session.conf().set("spark.sql.parquet.writeLegacyFormat", true);
            session.conf().set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
            session.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
            session.sql("SELECT 1S AS s, -2 AS i, 3000000000L AS b, 1.5F AS r, -0.1D AS d, true AS f, "
                            + "DATE'2026-11-22' AS day, TIMESTAMP'2026-11-22 10:00:00.123456' AS at, "
                            + "TIMESTAMP'1969-12-31 23:59:59.5' AS tz, CAST(-1.25 AS decimal(4,2)) AS small, "
                            + "CAST(123456789012345.678 AS decimal(18,3)) AS large, "
                            + "CAST(-1234567890123456789012345678.0123456789 AS decimal(38,10)) AS huge, "
                            + "'tab\\t, \\\\, \\\"quotes\\\" and\\nline: é 😀' AS name, 'abc' AS code "
                            + "UNION ALL SELECT " + "NULL, ".repeat(13) + "NULL "
                            + "UNION ALL SELECT 1S, 1, 1L, CAST('NaN' AS float), CAST('Infinity' AS double), false, "
                            + "DATE'0001-01-01', TIMESTAMP'0001-01-01 00:00:00', TIMESTAMP'9999-12-31 23:59:59.999999', "
                            + "CAST(0 AS decimal(4,2)), CAST(0 AS decimal(18,3)), CAST(0 AS decimal(38,10)), '', ''")
                    .coalesce(1)
                    .write()
                    .parquet(folder.toString());
        }
        assertThat(copy("types", manifest(filesBelow(folder)))).isEqualTo("FINISHED 3");
        assertThat(api.rows("SELECT * FROM types ORDER BY day NULLS FIRST"))
                .containsExactly(
                        "null" + "|null".repeat(13),
                        "1|1|1|NaN|Infinity|false|0001-01-01|0001-01-01 00:00:00|9999-12-31 23:59:59.999999+00"
                                + "|0.00|0.000|0.0000000000||   ",
                        "1|-2|3000000000|1.5|-0.1|true|2026-11-22|2026-11-22 10:00:00.123456|1969-12-31 23:59:59.5+00"
                                + "|-1.25|123456789012345.678|-1234567890123456789012345678.0123456789"
                                + "|tab\t, \\, \"quotes\" and\nline: é 😀|abc");
    }

    @Test
    void columnsGoByPositionAndAFileListedTwiceLoadsTwice() {
        api.run("CREATE TABLE positions (a integer, b varchar(10))");
        S3Location file = put("positions/a.parquet", rows(1, "one", 2, null));
        assertThat(copy("positions", manifest(List.of(file, file)))).isEqualTo("FINISHED 4");
        assertThat(api.rows("SELECT * FROM positions ORDER BY a"))
                .containsExactly("1|one", "1|one", "2|null", "2|null");
    }

    @Test
    void aCopyCanNameItsColumns() {
        api.run("CREATE TABLE named (x date, name varchar(10), id integer)");
        S3Location file = put("named/a.parquet", rows(1, "one"));
        assertThat(copy("named (id, \"NAME\")", manifest(List.of(file)))).isEqualTo("FINISHED 1");
        assertThat(api.rows("SELECT * FROM named")).containsExactly("null|one|1");
    }

    @Test
    void decimalsInWholeNumbersAreLoadedToo() {
        api.run("CREATE TABLE whole (a decimal(9,2), b decimal(18,4))");
        S3Location file = put(
                "whole/a.parquet",
                ExampleParquet.file(
                        "message m { optional int32 a (DECIMAL(9,2)); optional int64 b (DECIMAL(18,4)); }",
                        List.of(row -> row.append("a", -150).append("b", 12345L))));
        assertThat(copy("whole", manifest(List.of(file)))).isEqualTo("FINISHED 1");
        assertThat(api.rows("SELECT * FROM whole")).containsExactly("-1.50|1.2345");
    }

    @Test
    void filesThatDoNotFitTheTableLoadNothing() {
        api.run("CREATE TABLE fitting (id integer, name varchar(4))");
        S3Location good = put("fitting/good.parquet", rows(1, "one"));
        assertThat(loadAfter(
                        good, "long", SCHEMA, List.of(row -> row.append("id", 2).append("name", "drölf"))))
                .isEqualTo(scanError(
                        15001,
                        "The length of the data column name is longer than the length defined in the table. Table: 4, Data: 6,"
                                + " File name: s3://processed/fitting/long.parquet"));
        assertThat(loadAfter(good, "wide", "message m { optional int32 id; optional int32 a; optional int32 b; }"))
                .isEqualTo(scanError(
                        15007,
                        "Unmatched number of columns between table and file. Table columns: 2, Data columns: 3,"
                                + " File name: s3://processed/fitting/wide.parquet"));
        assertThat(loadAfter(good, "int64", "message m { optional int64 id; optional binary name (STRING); }"))
                .isEqualTo(scanError(
                        15007,
                        "File 's3://processed/fitting/int64.parquet' has an incompatible Parquet schema for column"
                                + " 's3://processed/fitting/int64.parquet.id'. Column type: INT, Parquet schema:"
                                + " optional int64 id"));
        assertThat(loadAfter(
                        good, "bytes", "message m { optional binary id (STRING); optional binary name (STRING); }"))
                .isEqualTo(scanError(
                        15007,
                        "File 's3://processed/fitting/bytes.parquet' has an incompatible Parquet schema for column"
                                + " 's3://processed/fitting/bytes.parquet.id'. Column type: INT, Parquet schema:"
                                + " optional binary id (STRING)"));
        assertThat(api.rows("SELECT count(*) FROM fitting")).containsExactly("0");
    }

    @Test
    void decimalsMustHaveTheTablesScaleAndLeastLength() {
        api.run("CREATE TABLE scaled (num decimal(18,9))");
        S3Location long29 = put(
                "scaled/long.parquet",
                ExampleParquet.file("message m { optional fixed_len_byte_array(13) num (DECIMAL(29,9)); }", List.of()));
        assertThat(copy("scaled", manifest(List.of(long29))))
                .isEqualTo(scanError(
                        15001,
                        "File 's3://processed/scaled/long.parquet' column 'num' has an invalid type length."
                                + " Expecting: 8 len in file: 13"));
        S3Location scale = put(
                "scaled/scale.parquet",
                ExampleParquet.file("message m { optional fixed_len_byte_array(8) num (DECIMAL(18,2)); }", List.of()));
        assertThat(copy("scaled", manifest(List.of(scale))))
                .isEqualTo(scanError(
                        15001,
                        "File 's3://processed/scaled/scale.parquet' column 'num' has a scale that does not match the table"
                                + " metadata scale. File metadata scale: 2, Table metadata scale: 9"));
    }

    @Test
    void timestampsOfEightBytesAreRefused() {
        api.run("CREATE TABLE times (at timestamp)");
        S3Location file = put(
                "times/a.parquet",
                ExampleParquet.file("message m { optional int64 at (TIMESTAMP(MICROS,true)); }", List.of()));
        assertThat(copy("times", manifest(List.of(file))))
                .isEqualTo(scanError(
                        15007,
                        "File 's3://processed/times/a.parquet' has an incompatible Parquet schema for column"
                                + " 's3://processed/times/a.parquet.at'. Column type: TIMESTAMP, Parquet schema:"
                                + " optional int64 at (TIMESTAMP(MICROS,true))"));
    }

    @Test
    void aCharHoldsAsciiOnly() {
        api.run("CREATE TABLE ascii (code char(4))");
        S3Location file = put(
                "ascii/a.parquet",
                ExampleParquet.file(
                        "message m { optional binary code (STRING); }", List.of(row -> row.append("code", "né"))));
        assertThat(copy("ascii", manifest(List.of(file))))
                .isEqualTo(scanError(
                        15001,
                        "Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: c3 a9,"
                                + " column code, File name: s3://processed/ascii/a.parquet"));
    }

    @Test
    void aNullInAColumnThatIsNotNullLoadsNothing() {
        api.run("CREATE TABLE needed (id integer NOT NULL, name varchar(10))");
        S3Location file = put("needed/a.parquet", rows(1, "one", null, "none"));
        assertThat(copy("needed", manifest(List.of(file))))
                .isEqualTo("FAILED ERROR: Cannot insert a NULL value into column id");
        assertThat(api.rows("SELECT count(*) FROM needed")).containsExactly("0");
    }

    @Test
    void manifestsMustListFilesThatAreThereWithTheirLengths() {
        api.run("CREATE TABLE listed (id integer, name varchar(10))");
        S3Location file = put("listed/a.parquet", rows(1, "one"));
        String missing =
                "{\"url\":\"s3://processed/listed/none.parquet\",\"mandatory\":%s,\"meta\":{\"content_length\":5}}";
        assertThat(copy("listed", manifest(missing.formatted("true"))))
                .isEqualTo(scanError(
                        15001,
                        "Error: HTTP response error code: 404 Message: NoSuchKey The specified key does not exist.,"
                                + " File name: s3://processed/listed/none.parquet"));
        assertThat(copy("listed", manifest(missing.formatted("false") + "," + entry(file))))
                .isEqualTo("FINISHED 1");
        assertThat(copy("listed", manifest("{\"url\":\"" + file + "\",\"mandatory\":true}")))
                .isEqualTo(manifestError("File entry does not have 'meta' key."));
        assertThat(copy("listed", manifest("{\"url\":\"" + file + "\",\"meta\":{}}")))
                .isEqualTo(manifestError("File entry does not have 'content_length' key."));
        assertThat(copy("listed", manifest("{\"url\":\"" + file + "\",\"meta\":{\"content_length\":5000}}")))
                .isEqualTo(scanError(
                        15001,
                        "Error: HTTP response error code: 416 Message: InvalidRange The requested range is not satisfiable."
                                + " The manifest says 5000 bytes, the object has " + size(file)
                                + ", File name: s3://processed/listed/a.parquet"));
        assertThat(copy("listed", manifest("{")))
                .isEqualTo(manifestError("Manifest file is not in correct json format"));
        assertThat(copy("listed", BUCKET.resolve("nowhere.manifest")))
                .isEqualTo(error(
                        8001,
                        "Problem reading manifest file - S3ServiceException:The specified key does not exist.,"
                                + "Status 404,Error NoSuchKey"));
    }

    @Test
    void aFileThatIsNoParquetIsNamed() {
        api.run("CREATE TABLE strange (id integer)");
        S3Location file = put("strange/a.parquet", new byte[100]);
        assertThat(copy("strange", manifest(List.of(file))))
                .isEqualTo(scanError(
                        15001,
                        "File 's3://processed/strange/a.parquet' cannot be read: it is not a Parquet file."
                                + " Expected magic number at tail, but found [0, 0, 0, 0]"));
    }

    @Test
    void aTableThatIsNotThereIsAnError() {
        assertThat(copy("nowhere", manifest(""))).isEqualTo("FAILED ERROR: Cannot COPY into nonexistent table nowhere");
    }

    @Test
    void aCopyInABatchIsPartOfItsTransaction() {
        api.run("CREATE TABLE undone (id integer, name varchar(10))");
        S3Location file = put("undone/a.parquet", rows(1, "one"));
        String copy = sql("undone", manifest(List.of(file)));
        assertThat(api.batch(copy, "SELECT CAST('x' AS integer)").statusAsString())
                .isEqualTo("FAILED");
        assertThat(api.rows("SELECT count(*) FROM undone")).containsExactly("0");
        assertThat(api.batch(copy, "SELECT 1").statusAsString()).isEqualTo("FINISHED");
        assertThat(api.rows("SELECT count(*) FROM undone")).containsExactly("1");
    }

    @Test
    void theSessionOfACopyIsToldInWhichFileAndColumnItFailedAlsoInABatch() {
        api.run("CREATE TABLE told (id integer, name varchar(4))");
        S3Location file = put("told/a.parquet", rows(1, "three"));
        String copy = sql("told", manifest(List.of(file)));
        String session = api.open("SELECT 1", 60).sessionId();
        String tell = "SELECT TRIM(file_name), TRIM(column_name), TRIM(column_type), error_code, TRIM(error_message)"
                + " FROM sys_load_error_detail WHERE session_id = pg_backend_pid()";
        assertThat(api.rows(api.in(session, tell))).isEmpty();
        api.in(session, copy);
        client.batchExecuteStatement(
                request -> request.sqls("SELECT 1", copy, "SELECT 2").sessionId(session));
        String told =
                "s3://processed/told/a.parquet|name|varchar|15001|The length of the data column name is longer than"
                        + " the length defined in the table. Table: 4, Data: 5, File name: s3://processed/told/a.parquet";
        assertThat(api.rows(api.in(session, tell))).containsExactly(told, told);
        assertThat(api.rows(tell)).isEmpty();
    }

    private static String loadAfter(S3Location good, String name, String schema) {
        return loadAfter(good, name, schema, List.of());
    }

    private static String loadAfter(S3Location good, String name, String schema, List<Consumer<Group>> rows) {
        S3Location bad = put("fitting/" + name + ".parquet", ExampleParquet.file(schema, rows));
        return copy("fitting", manifest(List.of(good, bad)));
    }

    private static String scanError(int code, String context) {
        return "FAILED ERROR: Spectrum Scan Error\n  Detail:\n  " + "-".repeat(47)
                + "\n  error:  Spectrum Scan Error\n  code:      " + code + "\n  context:   " + context + "\n  "
                + "-".repeat(47);
    }

    private static String manifestError(String error) {
        return error(15003, error);
    }

    private static String error(int code, String error) {
        return "FAILED ERROR: " + error + "\n  Detail:\n  " + "-".repeat(47) + "\n  error:  " + error
                + "\n  code:      " + code + "\n  context:\n  " + "-".repeat(47);
    }

    private static String copy(String table, S3Location manifest) {
        return api.run(sql(table, manifest));
    }

    private static String sql(String table, S3Location manifest) {
        return "COPY " + table + " FROM '" + manifest + "' IAM_ROLE default FORMAT AS PARQUET MANIFEST";
    }

    /** Rows of {@link #SCHEMA}: id and name, one after the other. */
    private static byte[] rows(@Nullable Object... values) {
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i += 2) {
            @Nullable Object id = values[i];
            @Nullable Object name = values[i + 1];
            rows.add(row -> {
                if (id != null) {
                    row.append("id", (int) id);
                }
                if (name != null) {
                    row.append("name", (String) name);
                }
            });
        }
        return ExampleParquet.file(SCHEMA, rows);
    }

    private static S3Location put(String key, byte[] bytes) {
        S3Location location = BUCKET.resolve(key);
        s3.client()
                .putObject(
                        request -> request.bucket(location.bucket()).key(location.key()), RequestBody.fromBytes(bytes));
        return location;
    }

    private static S3Location manifest(List<S3Location> files) {
        return manifest(String.join(",", files.stream().map(CopyIT::entry).toList()));
    }

    private static S3Location manifest(String entries) {
        return put("copy.manifest", ("{\"entries\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(S3Location file) {
        return "{\"url\":\"" + file + "\",\"mandatory\":true,\"meta\":{\"content_length\":" + size(file) + "}}";
    }

    private static long size(S3Location file) {
        return s3.client()
                .headObject(request -> request.bucket(file.bucket()).key(file.key()))
                .contentLength();
    }

    private static List<S3Location> filesBelow(S3Location folder) {
        return s3
                .client()
                .listObjectsV2(request -> request.bucket(folder.bucket()).prefix(folder.key()))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(".parquet"))
                .map(key -> new S3Location(folder.bucket(), key))
                .toList();
    }
}
