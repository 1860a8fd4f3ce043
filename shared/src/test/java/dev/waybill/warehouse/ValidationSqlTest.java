package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Age;
import dev.waybill.contract.Check;
import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import dev.waybill.contract.QualityCheck;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All SQL of a validation, in whole: {@code src/test/resources/validation/}. */
class ValidationSqlTest {
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);

    @ParameterizedTest
    @ValueSource(strings = {"earthquakes", "birdstrikes", "rates"})
    void theSampleContractsAreCheckedSo(String dataset) throws IOException {
        GoldenFile.assertSame("validation/" + dataset + ".sql", questions(SampleContract.of(dataset)));
    }

    @Test
    void eachKindOfCheckIsMeasuredSoAndItsExamplesAreFoundSo() throws IOException {
        GoldenFile.assertSame("validation/orders.sql", questions(SampleContract.checked()));
    }

    private static String questions(Contract contract) {
        BatchId batch = BatchId.parse(contract.dataset() + "-2026112210-0123456789abcdef");
        List<Check> checks =
                contract.quality().checks().stream().map(QualityCheck::check).toList();
        ExampleSql examples = new ExampleSql(contract, batch);
        SortedMap<Integer, Check> known = new TreeMap<>();
        checks.stream().filter(examples::knows).forEach(check -> known.put(known.size() + 8, check));
        return Stream.of(
                        ValidationSql.readLedger(),
                        new MeasureSql(contract, batch, HOUR).measure(checks),
                        ValidationSql.countLaterBatches(),
                        examples.examples(known))
                .map(SqlStatement::text)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theKeysThatTheBatchDeletedAreCounted() {
        assertThat(new ValidationSql(SampleContract.deleting()).countDeleted().sql())
                .isEqualTo("""
                SELECT count(*)
                FROM "waybill"."deleted_stock_b8b57c4e"
                WHERE "_batch" = :batch_id""");
    }

    @Test
    void theNewestValueIsLookedForInTheWholeTableWhereNoneIsNewEnough() {
        BatchId batch = BatchId.parse("orders-2026112210-0123456789abcdef");
        Freshness freshness = new Freshness("seen", Age.parse("30 minutes"));
        assertThat(new MeasureSql(SampleContract.checked(), batch, HOUR)
                        .askNewest(freshness)
                        .text())
                .isEqualTo("""
                -- Look for the newest seen
                SELECT TO_CHAR(max("seen") AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                FROM "sales"."orders";
                """);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T00:00:00, 2026-11-22", "2026-11-22T00:00:01, 2026-11-23", "2026-11-21T23:00:00, 2026-11-22"
    })
    void aDateIsNotBeforeASecondIfItsMidnightIsNot(String second, String date) {
        assertThat(SqlValue.notBefore(ColumnType.Simple.DATE, LocalDateTime.parse(second)))
                .isEqualTo("CAST('" + date + "' AS date)");
    }

    @Test
    void withoutChecksTheRowsAreCounted() throws IOException {
        BatchId batch = BatchId.parse("rates-2026112210-0123456789abcdef");
        SqlStatement count = new MeasureSql(SampleContract.of("rates"), batch, HOUR).measure(List.of());
        assertThat(count.text()).isEqualTo("""
                -- Count the batch's rows
                SELECT
                  m."rows"
                FROM (
                  SELECT
                    count(*) AS "rows"
                  FROM "treasury"."rates" AS r
                  WHERE r."_batch" = 'rates-2026112210-0123456789abcdef'
                ) AS m;
                """);
    }
}
