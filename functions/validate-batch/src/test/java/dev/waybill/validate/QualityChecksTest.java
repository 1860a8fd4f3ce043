package dev.waybill.validate;

import static dev.waybill.validate.FakeWarehouse.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.QualityCheck;
import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.MeasureSql;
import dev.waybill.warehouse.ValidationSql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of check comes to; the batch has read 12 records in the hour 2026-11-20T16. */
class QualityChecksTest {

    private static Verdict verdict(String layout, String check, Object measured) {
        return verdict(layout, check, measured, NULL);
    }

    /**
     * The verdict of a batch.
     *
     * @param newest the answer to {@link MeasureSql#askNewest}, which is asked for where none is new enough
     */
    private static Verdict verdict(String layout, String check, Object measured, Object newest) {
        LoadedBatch batch = LoadedBatch.ofContract("""
                dataset: orders
                source: { system: shop, format: csv, layout: %s }
                columns: { id: integer, status: varchar(10), at: timestamp }
                target: { table: shop.orders, mode: append }
                quality: { checks: [ %s ] }
                """.formatted(layout, check));
        QualityCheck stated = batch.contract.quality().checks().get(0);
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 1, 6, 3, 0, FakeWarehouse.NULL);
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 0, 0);
        MeasureSql sql = new MeasureSql(batch.contract, batch.delivery.batch(), batch.delivery.hour());
        batch.warehouse.answer(sql.measure(List.of(stated.check())), 9, measured);
        if (stated.check() instanceof Freshness freshness && measured.equals(NULL)) {
            batch.warehouse.answer(sql.askNewest(freshness), newest);
        }
        batch.examples(List.of());
        return batch.validate();
    }

    private static CheckResult result(String layout, String check, Object measured) {
        return last(verdict(layout, check, measured));
    }

    private static CheckResult last(Verdict verdict) {
        return verdict.checks().get(verdict.checks().size() - 1);
    }

    private static String said(CheckResult result) {
        return result.expected() + "; " + result.actual() + "; " + (result.passed() ? "holds" : "doesn't hold");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { allowed: { column: status, values: [new] } }            | 0 | 0 rows with another value; 0 rows with another value; holds
            { allowed: { column: status, values: [new] } }            | 2 | 0 rows with another value; 2 rows with another value; doesn't hold
            { pattern: { column: status, matches: ^n } }              | 1 | 0 rows with another value; 1 row with another value; doesn't hold
            { foreign_key: { columns: id, references: crm.people } }  | 0 | 0 rows without a match; 0 rows without a match; holds
            { foreign_key: { columns: id, references: crm.people } }  | 3 | 0 rows without a match; 3 rows without a match; doesn't hold
            """)
    void rowsThatBreakACheckAreCounted(String check, long measured, String said) {
        assertThat(said(result("yyyy/MM/dd/HH", check, measured))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yyyy/MM/dd/HH | 2 hours    | 2026-11-20 15:00:00 | 2026-11-20 15:00:00 or later; 2026-11-20 15:00:00; holds
            yyyy/MM/dd/HH | 2 hours    | 2026-11-20 14:59:59 | 2026-11-20 15:00:00 or later; 2026-11-20 14:59:59; doesn't hold
            yyyy/MM/dd/HH | 30 minutes | 2027-01-01 00:00:00 | 2026-11-20 16:30:00 or later; 2027-01-01 00:00:00; holds
            yyyy/MM/dd    | 1 day      | 2026-11-20 00:00:00 | 2026-11-20 16:00:00 or later; 2026-11-20 00:00:00; doesn't hold
            """)
    void theNewestValueIsComparedWithTheEndOfTheBatchsHour(String layout, String within, String newest, String said) {
        String check = "{ freshness: { column: at, within: " + within + " } }";
        // One that is too old is found only by the second question.
        Object measured = said.endsWith("; holds") ? newest : NULL;
        assertThat(said(last(verdict(layout, check, measured, newest)))).isEqualTo(said);
    }

    @Test
    void aTableWithoutAnyValueIsNotFresh() {
        assertThat(said(result("yyyy/MM/dd/HH", "{ freshness: { column: at, within: 2 hours } }", NULL)))
                .isEqualTo("2026-11-20 15:00:00 or later; no value; doesn't hold");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            24,8,12    | 50%  | 6 to 18 records, where the median of 3 batches is 12; 12 records; holds
            24,8,8     | 50%  | 4 to 12 records, where the median of 3 batches is 8; 12 records; holds
            24,25,8,9  | 20%  | 14 to 19 records, where the median of 4 batches is 16.5; 12 records; doesn't hold
            7,7,7      | 50%  | 4 to 10 records, where the median of 3 batches is 7; 12 records; doesn't hold
            12,12,12   | 0%   | 12 to 12 records, where the median of 3 batches is 12; 12 records; holds
            1000,1     | 0%   | any number of records, with 2 earlier batches of the 3 that it takes to compare; 12 records; holds
            """)
    void theRecordsAreComparedWithTheMedianOfEarlierBatches(String earlier, String within, String said) {
        String check = "{ row_count: { last: 10, within: " + within + " } }";
        assertThat(said(result("yyyy/MM/dd/HH", check, earlier))).isEqualTo(said);
    }

    @Test
    void theFirstBatchHasNoneToBeComparedWith() {
        assertThat(said(result("yyyy/MM/dd/HH", "{ row_count: { last: 10, within: 0% } }", NULL)))
                .isEqualTo(
                        "any number of records, with 0 earlier batches of the 3 that it takes to compare; 12 records; holds");
    }

    @Test
    void aCheckThatOnlyWarnsIsReportedInAValidVerdictByItsOwnName() {
        Verdict verdict = verdict(
                "yyyy/MM/dd/HH",
                "{ allowed: { column: status, values: [new] }, severity: warn, name: orders are new }",
                2);
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.failed(Severity.WARN))
                .containsExactly(CheckResult.of(
                        "orders are new",
                        Severity.WARN,
                        "0 rows with another value",
                        "2 rows with another value",
                        false));
    }
}
