package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Share;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All SQL of a validation, in whole: {@code src/test/resources/validation/}. */
class ValidationSqlTest {

    @ParameterizedTest
    @ValueSource(strings = {"earthquakes", "birdstrikes", "rates"})
    void theSampleContractsAreCheckedSo(String dataset) throws IOException {
        GoldenFile.assertSame(
                "validation/" + dataset + ".sql",
                questions(SampleContract.of(dataset)).map(SqlStatement::text).collect(Collectors.joining("\n")));
    }

    private static Stream<SqlStatement> questions(Contract contract) {
        ValidationSql sql = new ValidationSql(contract);
        List<SqlStatement> questions = new ArrayList<>();
        questions.add(ValidationSql.readLedger());
        List<Check> checks = contract.quality().checks();
        questions.add(sql.measure(
                only(NotNull.class, checks).toList(), only(Range.class, checks).toList()));
        questions.add(ValidationSql.countLaterBatches());
        only(Unique.class, checks).map(sql::countRepeated).forEach(questions::add);
        only(Sql.class, checks).map(ValidationSql::ask).forEach(questions::add);
        return questions.stream();
    }

    private static <T extends Check> Stream<T> only(Class<T> kind, List<Check> checks) {
        return checks.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Test
    void theLedgerOfRowsThatMayDeleteHasTheirCount() {
        assertThat(ValidationSql.readLedgerWithDeletes().sql()).isEqualTo("""
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
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
    void withoutChecksTheRowsAreCounted() throws IOException {
        ValidationSql sql = new ValidationSql(SampleContract.of("rates"));
        assertThat(sql.measure(List.of(), List.of()).sql()).isEqualTo("""
                SELECT
                  count(*)
                FROM "treasury"."rates"
                WHERE "_batch" = :batch_id""");
    }

    @Test
    void aBoundOfARealIsARealToo() {
        ValidationSql sql = new ValidationSql(SampleContract.of("weather", """
                dataset: weather
                source: { system: dwd, format: csv }
                columns: { celsius: real, hpa: double }
                target: { table: dwd.weather, mode: append }
                """));
        assertThat(sql.measure(
                                List.of(new NotNull("celsius", Share.ALL)),
                                List.of(
                                        new Range(
                                                "celsius",
                                                Optional.of(new BigDecimal("-90")),
                                                Optional.of(new BigDecimal("6E+1"))),
                                        new Range("hpa", Optional.empty(), Optional.of(new BigDecimal("1100.5")))))
                        .sql())
                .isEqualTo("""
                        SELECT
                          count(*),
                          count("celsius"),
                          count(CASE WHEN "celsius" < CAST(-90 AS real) OR "celsius" > CAST(60 AS real) THEN 1 END),
                          count(CASE WHEN "hpa" > 1100.5 THEN 1 END)
                        FROM "dwd"."weather"
                        WHERE "_batch" = :batch_id""");
    }
}
