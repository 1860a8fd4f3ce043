package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.warehouse.KeyRange;
import dev.waybill.warehouse.LoadDetails;
import dev.waybill.warehouse.LoadSql;
import dev.waybill.warehouse.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import software.amazon.awssdk.services.s3.S3Client;

/** A table with a sort key has a zone map, and a load's range of keys reads only the zones that may have them. */
class ZoneMapIT {
    private static final Contract CONTRACT = ContractParser.parse("""
                    dataset: stock
                    source: { system: shop, format: csv }
                    columns:
                      id: bigint
                      item: varchar(100)
                    key: [id]
                    target: { table: shop.stock, sortkey: [id] }
                    """.getBytes(StandardCharsets.UTF_8), "contract");

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

    @Test
    void theDeleteOfALoadReadsOnlyTheZonesOfItsKeys() throws SQLException {
        LoadSql sql = new LoadSql(CONTRACT);
        sql.ddl().forEach(statement -> assertThat(api.run(statement.sql())).isEqualTo("FINISHED 0"));
        inPostgresql("""
                INSERT INTO shop.stock
                SELECT n, 'item ' || n, 'batch', now(), now(), 's3://source/a.csv', now() FROM generate_series(1, 100000) AS n
                """);
        inPostgresql("VACUUM ANALYZE shop.stock");
        api.run("CREATE TABLE waybill_staging (id bigint, item varchar(100), _file varchar(1200))");
        String delete = delete(sql, KeyRange.of(CONTRACT.column("id"), "99001", "100500"));
        assertThat(plan(delete))
                .contains("Bitmap Heap Scan on stock")
                .contains("Index Cond: ((id >= 99001) AND (id <= 100500))")
                .doesNotContain("Seq Scan on stock");
    }

    private static String delete(LoadSql sql, KeyRange range) {
        return sql.apply(new LoadDetails(List.of(), Optional.empty(), Optional.of(range), Optional.empty())).stream()
                .filter(statement -> statement.title().equals("Delete the rows that the batch has newer"))
                .map(SqlStatement::sql)
                .findFirst()
                .orElseThrow();
    }

    private static String plan(String sql) {
        return String.join("\n", api.rows("EXPLAIN " + sql));
    }

    @Test
    void rowsAreFoundWhereverTheyLie() throws SQLException {
        api.run("CREATE TABLE scattered (id integer) SORTKEY (id)");
        inPostgresql("INSERT INTO scattered SELECT n FROM generate_series(1, 200000) AS n");
        inPostgresql("VACUUM ANALYZE scattered");
        inPostgresql("INSERT INTO scattered VALUES (5), (NULL), (-5), (300000)");
        assertThat(plan("SELECT count(*) FROM scattered WHERE id BETWEEN -10 AND 10"))
                .contains("Bitmap Index Scan");
        assertThat(api.rows("SELECT count(*) FROM scattered WHERE id BETWEEN -10 AND 10"))
                .containsExactly("12");
    }

    @Test
    void everyTableWithASortKeyHasOneMapOfItsFirstColumn() {
        api.run("CREATE TABLE sorted (a integer, b timestamp) COMPOUND SORTKEY (b, a)");
        api.run("CREATE TABLE IF NOT EXISTS sorted (a integer, b timestamp) SORTKEY (b)");
        api.run("CREATE TABLE sorted_column (a decimal(38, 2) SORTKEY)");
        api.run("CREATE TABLE sorted_query SORTKEY (day) AS SELECT CAST('2026-11-22' AS date) AS day");
        api.run("CREATE TABLE sorted_like (LIKE sorted)");
        api.batch(
                "CREATE TABLE sorted_together (a double precision) SORTKEY (a)",
                "INSERT INTO sorted_together VALUES (1)");
        assertThat(zones("sorted%"))
                .containsExactly(
                        "sorted|b", "sorted_column|a", "sorted_like|b", "sorted_query|day", "sorted_together|a");
    }

    @Test
    void aMapStaysWithItsTable() {
        api.run("CREATE TABLE renamed_before (a integer) SORTKEY (a)");
        api.run("ALTER TABLE renamed_before RENAME TO renamed");
        api.run("ALTER TABLE renamed RENAME COLUMN a TO b");
        api.run("CREATE TABLE renamed_before (a integer) SORTKEY (a)");
        api.run("CREATE TABLE renamed_like (LIKE renamed)");
        assertThat(zones("renamed%")).containsExactly("renamed|b", "renamed_before|a", "renamed_like|b");
        api.run("DROP TABLE renamed_like");
        api.run("ALTER TABLE renamed DROP COLUMN b");
        api.run("DROP TABLE renamed_before");
        assertThat(zones("renamed%")).isEmpty();
    }

    @Test
    void aTableThatIsThereGetsItsMapWithoutLosingAnything() throws SQLException {
        inPostgresql("CREATE TABLE older AS SELECT 1 AS a");
        assertThat(api.run("CREATE TABLE IF NOT EXISTS older (a integer) SORTKEY (a)"))
                .isEqualTo("FINISHED 0");
        assertThat(zones("older")).containsExactly("older|a");
        assertThat(api.run("CREATE TABLE IF NOT EXISTS older (a integer, b integer) SORTKEY (b)"))
                .isEqualTo("FINISHED 0");
        assertThat(api.rows("SELECT a FROM older")).containsExactly("1");
    }

    @Test
    void temporaryTablesAndTextsHaveNone() {
        String session = api.open("CREATE TEMP TABLE passing (a integer) SORTKEY (a)", 60)
                .sessionId();
        assertThat(api.rows(api.in(
                        session, "SELECT count(*) FROM pg_class WHERE relname LIKE 'zones%' AND relpersistence = 't'")))
                .containsExactly("0");
        api.run("CREATE TABLE texts (a varchar(65535), b boolean) SORTKEY (a, b)");
        api.run("CREATE TABLE truths (b boolean) SORTKEY (b)");
        assertThat(zones("texts")).isEmpty();
        assertThat(zones("truths")).isEmpty();
        assertThat(api.run("INSERT INTO texts SELECT LISTAGG(MD5(relname)), true FROM pg_class"))
                .isEqualTo("FINISHED 1");
    }

    @Test
    void aLoadThatRunsKeepsNobodyFromAskingForItsTable() throws SQLException {
        api.run("CREATE TABLE busy (a integer) SORTKEY (a)");
        try (Meddler other = new Meddler(warehouse.jdbcUrl(), "INSERT INTO busy VALUES (1)")) {
            assertThat(api.run("CREATE TABLE IF NOT EXISTS busy (a integer) SORTKEY (a)"))
                    .isEqualTo("FINISHED 0");
            other.letGo();
        }
        assertThat(zones("busy")).containsExactly("busy|a");
    }

    private static List<String> zones(String tables) {
        return api.rows("""
                SELECT t.relname, pg_get_indexdef(i.indexrelid, 1, true)
                FROM pg_index AS i
                JOIN pg_class AS t ON t.oid = i.indrelid
                WHERE t.relname LIKE '%s'
                ORDER BY t.relname""".formatted(tables));
    }

    private static void inPostgresql(String sql) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
