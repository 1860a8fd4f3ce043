package dev.waybill.local.load;

import static dev.waybill.local.load.LoadBench.HOUR;
import static dev.waybill.local.load.LoadBench.HOUR_AFTER;
import static dev.waybill.local.load.LoadBench.HOUR_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Hour;
import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of check against the local warehouse, which takes Redshift's SQL. */
class ValidateChecksIT {
    @TempDir
    static Path home;

    private static LoadBench bench;

    @BeforeAll
    static void start() {
        bench = new LoadBench(home);
        bench.execute("CREATE SCHEMA shop");
        bench.execute("CREATE TABLE shop.items (name varchar(10), since timestamp)");
        bench.execute("INSERT INTO shop.items VALUES ('pen', '2026-11-22 08:00:00'), ('pen', '2026-11-22 09:00:00'),"
                + " ('it''s', '2026-11-22 08:00:00')");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static String upsert(String dataset, String... checks) {
        return contract(dataset, "key: [id]", "upsert", checks);
    }

    private static String append(String dataset, String... checks) {
        return contract(dataset, "", "append", checks);
    }

    private static String contract(String dataset, String key, String mode, String... checks) {
        return """
                dataset: %1$s
                source: { system: shop, format: csv }
                columns: { id: integer, item: varchar(10), at: timestamp }
                %2$s
                target: { table: shop.%1$s, mode: %3$s }
                quality:
                  checks:
                    - %4$s
                """.formatted(dataset, key, mode, String.join("\n    - ", checks));
    }

    private static Verdict validated(ConvertedBatch batch) {
        bench.load(batch);
        return bench.validate(batch);
    }

    /** The last results of a verdict, each as {@code rows outside: 2 [id=1]}. */
    private static List<String> last(int count, Verdict verdict) {
        List<CheckResult> checks = verdict.checks();
        return checks.subList(checks.size() - count, checks.size()).stream()
                .map(check -> check.actual() + " " + check.examples())
                .toList();
    }

    @Test
    void rowsThatBreakAColumnsCheckAreFoundWithTheirKeys() {
        ConvertedBatch batch = ConvertedBatch.of(
                upsert(
                        "columns",
                        "{ not_null: item, at_least: 80% }",
                        "{ range: { column: id, min: 2, max: 1e3 } }",
                        "{ range: { column: at, max: 2026-11-22T08:30:00Z } }",
                        "{ allowed: { column: item, values: [pen, \"it's\", 'a\\b'] } }",
                        "{ allowed: { column: id, values: [1, 2, 3, 4, 5] } }",
                        "{ pattern: { column: item, matches: '^[[:alpha:]]+$' } }",
                        "{ pattern: { column: item, matches: '^\\w+$' } }",
                        "{ pattern: { column: item, matches: '[^'']' } }"),
                HOUR,
                "a",
                "1 pen 08:00",
                "2 it's 08:30",
                "3 a\\b 09:00",
                "4 - -",
                "5 - -");
        assertThat(last(8, validated(batch)))
                .containsExactly(
                        "3 of 5 rows [id=4, id=5]",
                        "1 row outside [id=1]",
                        "1 row outside [id=3]",
                        "0 rows with another value []",
                        "0 rows with another value []",
                        "2 rows with another value [id=2, id=3]",
                        "2 rows with another value [id=2, id=3]",
                        "0 rows with another value []");
    }

    @Test
    void ofManyRowsFiveAreExamplesTheSameOnesEachTime() {
        String[] rows =
                IntStream.rangeClosed(1, 20).mapToObj(id -> id + " - 08:00").toArray(String[]::new);
        ConvertedBatch batch = ConvertedBatch.of(upsert("many", "{ not_null: item }"), HOUR, "a", rows);
        Verdict verdict = validated(batch);
        assertThat(last(1, verdict)).containsExactly("0 of 20 rows [id=1, id=10, id=11, id=12, id=13]");
        assertThat(bench.validate(batch)).isEqualTo(verdict);
    }

    @Test
    void theRowsOfATableWithoutAKeyAreNamedByTheirFile() {
        ConvertedBatch batch = ConvertedBatch.of(
                append("keyless", "{ not_null: item }", "{ unique: [item, at] }"),
                HOUR,
                "a",
                "1 - 08:00",
                "2 - 08:00",
                "3 pen 08:00",
                "4 pen 08:00");
        assertThat(last(2, validated(batch)))
                .containsExactly(
                        "2 of 4 rows [_file=s3://source/a.csv]", "1 repeated [item=pen, at=2026-11-22 08:00:00]");
    }

    @Test
    void whatAnotherTableLacksIsFoundAndNullIsNotLookedFor() {
        ConvertedBatch batch = ConvertedBatch.of(
                upsert(
                        "foreign",
                        "{ foreign_key: { columns: item, references: shop.items, to: name } }",
                        "{ foreign_key: { columns: [item, at], references: shop.items, to: [name, since] } }",
                        "{ foreign_key: { columns: item, references: shop.foreign } }"),
                HOUR,
                "a",
                "1 pen 08:00",
                "2 it's 09:00",
                "3 ink 08:00",
                "4 - 08:00",
                "5 pen -");
        assertThat(last(3, validated(batch)))
                .containsExactly(
                        "1 row without a match [id=3]",
                        "2 rows without a match [id=2, id=3]",
                        "0 rows without a match []");
    }

    @Test
    void theNewestValueOfTheTableCountsWhateverBatchBroughtIt() {
        String yaml = append("fresh", "{ freshness: { column: at, within: 2 hours } }");
        ConvertedBatch first = ConvertedBatch.of(yaml, HOUR, "a", "1 pen 08:59", "2 pen -");
        assertThat(last(1, validated(first))).containsExactly("2026-11-22 08:59:00 []");
        assertThat(bench.validate(first).valid()).isFalse();
        assertThat(validated(ConvertedBatch.of(yaml, HOUR_BEFORE, "b", "3 pen 09:00"))
                        .valid())
                .isTrue();
        assertThat(bench.validate(first).valid()).isTrue();
    }

    @Test
    void aBatchIsComparedWithThoseOfEarlierHoursOnly() {
        String yaml = append("counted", "{ row_count: { last: 3, within: 50% } }");
        assertThat(validated(rows(yaml, 5, 900)).valid()).isTrue();
        for (int hour = 6; hour < 9; hour++) {
            validated(rows(yaml, hour, 10));
        }
        validated(rows(yaml, 20, 900));
        Verdict usual = validated(rows(yaml, 9, 7));
        assertThat(usual.valid()).isTrue();
        // A batch has read three records more than it has staged.
        assertThat(usual.checks().get(usual.checks().size() - 1))
                .isEqualTo(CheckResult.of(
                        "the records are within 50% of the median of the last 3 batches",
                        Severity.FAIL, "7 to 19 records, where the median of 3 batches is 13", "10 records", true));
        assertThat(last(1, validated(rows(yaml, 10, 3)))).containsExactly("6 records []");
    }

    @Test
    void aBatchThatWasTakenBackIsNotComparedWith() {
        String yaml = append("undone", "{ row_count: { last: 10, within: 0% } }");
        for (int hour = 6; hour < 9; hour++) {
            validated(rows(yaml, hour, 10));
        }
        ConvertedBatch unusual = rows(yaml, 9, 1);
        assertThat(validated(unusual).valid()).isFalse();
        bench.undo(rows(yaml, 7, 10));
        assertThat(bench.validate(unusual).valid()).isTrue();
    }

    @Test
    void aBatchThatAnotherSupersedesIsNotComparedWithUnlessThatOneWasTakenBack() {
        String yaml = append("corrected", "{ row_count: { last: 10, within: 0% } }");
        for (int hour = 5; hour < 8; hour++) {
            validated(rows(yaml, hour, 10));
        }
        ConvertedBatch wrong = rows(yaml, 8, 900);
        bench.load(wrong);
        ConvertedBatch right = rows("right", yaml, 8, 10).superseding(wrong);
        bench.load(right);
        ConvertedBatch next = rows(yaml, 9, 11);
        assertThat(compared(validated(next))).isEqualTo("13 to 13 records, where the median of 4 batches is 13");
        bench.undo(right);
        assertThat(compared(bench.validate(next))).isEqualTo("13 to 13 records, where the median of 4 batches is 13");
        bench.undo(wrong);
        assertThat(compared(bench.validate(next))).isEqualTo("13 to 13 records, where the median of 3 batches is 13");
    }

    private static String compared(Verdict verdict) {
        return verdict.checks().get(verdict.checks().size() - 1).expected();
    }

    private static ConvertedBatch rows(String yaml, int hour, int count) {
        return rows("rows", yaml, hour, count);
    }

    private static ConvertedBatch rows(String name, String yaml, int hour, int count) {
        return ConvertedBatch.of(
                yaml,
                Hour.of(2026, 11, 22, hour),
                name,
                IntStream.range(0, count).mapToObj(id -> id + " pen 08:00").toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            yes     | SELECT count(*) = 1 FROM shop.query_yes -- one         | true
            no      | WITH a AS (SELECT 1 AS x) SELECT x = 2 FROM a          | false
            text    | SELECT 'a;:b' FROM shop.query_text                     | one row that is no boolean
            nothing | SELECT max(name) = 'a' FROM shop.items WHERE name = '' | no row, or NULL
            two     | SELECT true UNION ALL SELECT true                      | 2 rows
            wide    | SELECT true, 'a'                                       | one row that is no boolean
            outer   | SELECT count(*) = 1 FROM shop.query_outer WHERE it = 1 | The warehouse failed at "outer": ERROR: column "it" does not exist
            """)
    void aQueryThatDoesNotReturnABooleanFailsItself(String name, String query, String actual) {
        ConvertedBatch batch = ConvertedBatch.of(
                upsert(
                        "query_" + name,
                        "{ sql: \"" + query + "\", name: " + name + " }",
                        "{ not_null: item }",
                        "{ allowed: { column: item, values: [pen] } }"),
                HOUR,
                "a",
                "1 ink 08:00");
        List<CheckResult> checks = validated(batch).checks();
        int last = checks.size() - 1;
        assertThat(checks.get(last - 2).actual()).startsWith(actual);
        assertThat(checks.get(last - 2).passed()).isEqualTo(actual.equals("true"));
        assertThat(checks.get(last - 1).passed()).isTrue();
        assertThat(checks.get(last).actual()).isEqualTo("1 row with another value");
        assertThat(checks.get(last).examples()).containsExactly("id=1");
    }

    @Test
    void whatOnlyTheWarehouseCanRefuseFailsItselfWithTheWarehousesError() {
        ConvertedBatch batch = ConvertedBatch.of(
                upsert(
                        "refused",
                        "{ pattern: { column: item, matches: '(' } }",
                        "{ foreign_key: { columns: item, references: shop.nowhere } }",
                        "{ foreign_key: { columns: item, references: shop.items, to: since } }",
                        "{ not_null: item }"),
                HOUR,
                "a",
                "1 - 08:00",
                "2 pen 08:00");
        List<String> actual = last(4, validated(batch));
        assertThat(actual.get(0)).contains("ERROR: invalid regular expression");
        assertThat(actual.get(1)).contains("ERROR: relation \"shop.nowhere\" does not exist");
        assertThat(actual.get(2)).contains("ERROR: operator does not exist");
        assertThat(actual.get(3)).isEqualTo("1 of 2 rows [id=1]");
    }

    @Test
    void theResultsAreKeptAndAnotherValidationReplacesThem() {
        String yaml = upsert(
                "kept",
                "{ not_null: item, severity: warn, name: \"it's \\\\ named\" }",
                "{ range: { column: id, min: 2 } }");
        ConvertedBatch batch = ConvertedBatch.of(yaml, HOUR, "a", "1 - 08:00", "2 - 08:00");
        ConvertedBatch other = ConvertedBatch.of(yaml, HOUR_AFTER, "b", "3 pen 08:00");
        validated(other);
        Verdict verdict = validated(batch);
        assertThat(verdict.valid()).isFalse();
        String results =
                "SELECT position, name, severity, expected, actual, passed, examples FROM waybill.check_result WHERE batch_id = '"
                        + batch.delivery().batch() + "' ORDER BY position";
        List<String> kept = bench.rows(results);
        assertThat(kept)
                .hasSize(verdict.checks().size())
                .startsWith("1|the ledger has the batch once|fail|1 row|1 row|t|null")
                .endsWith(
                        "9|it's \\ named|warn|all rows|0 of 2 rows|f|id=1\nid=2",
                        "10|id is at least 2|fail|0 rows outside|1 row outside|f|id=1");
        bench.execute("UPDATE shop.kept SET item = 'pen'");
        bench.validate(batch);
        assertThat(bench.rows(results))
                .endsWith(
                        "9|it's \\ named|warn|all rows|2 of 2 rows|t|null",
                        "10|id is at least 2|fail|0 rows outside|1 row outside|f|id=1");
        assertThat(bench.rows("SELECT count(*) FROM waybill.check_result WHERE dataset = 'kept'"))
                .containsExactly("20");
    }

    @Test
    void theWarehouseIsCalledAsOftenHoweverManyChecksThereAre() {
        String[] checks = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> List.of(
                                "{ range: { column: id, min: -" + i + " } }",
                                "{ foreign_key: { columns: [id, item], references: shop.calls, to: [id, item] }, name: f"
                                        + i + " }",
                                "{ sql: \"SELECT count(*) > " + i + " FROM shop.calls\", name: s" + i + " }")
                        .get(i % 3))
                .toArray(String[]::new);
        List<String> few = calls("calls", Arrays.copyOf(checks, 3));
        assertThat(calls("calls", checks)).isEqualTo(few);
        assertThat(few.stream().filter(call -> call.equals("execute") || call.startsWith("batch")))
                .containsExactly("execute", "execute", "execute", "batch of 3");
    }

    private static List<String> calls(String dataset, String... checks) {
        ConvertedBatch batch = ConvertedBatch.of(upsert(dataset, checks), HOUR, "a", "1 pen 08:00");
        bench.load(batch);
        CountedCalls counted = new CountedCalls(bench.redshift());
        bench.validate(batch, counted);
        return counted.calls();
    }
}
