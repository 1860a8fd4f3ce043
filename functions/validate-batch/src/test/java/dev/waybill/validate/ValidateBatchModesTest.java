package dev.waybill.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Check.Allowed;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Severity;
import dev.waybill.contract.Share;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.ValidationSql;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a batch is checked for by the mode of its target. */
class ValidateBatchModesTest {

    private static CheckResult result(String name, String expected, String actual, boolean passed) {
        return CheckResult.of(name, Severity.FAIL, expected, actual, passed);
    }

    @Test
    void theBatchesOfAnAppendMayRepeatEachOthersKeys() throws IOException {
        LoadedBatch batch = LoadedBatch.of("birdstrikes");
        batch.loaded(0, 10, 0, LoadedBatch.NO_VIEWS);
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 0, 10, 0, 0, FakeWarehouse.NULL);
        batch.warehouse.answer(
                batch.measure(
                        new NotNull("airport", Share.ALL),
                        new NotNull("flight_date", Share.ALL),
                        new NotNull("wildlife_species", Share.parse("99%")),
                        new Range("cost_total", Optional.of("0"), Optional.empty()),
                        new Range("speed_knots", Optional.of("0"), Optional.of("500")),
                        new Allowed("wildlife_size", List.of("Small", "Medium", "Large")),
                        new Sql(
                                "the costs add up",
                                "SELECT count(*) = 0 FROM wildlife.birdstrikes WHERE cost_total <> cost_other + cost_repair")),
                10,
                0,
                0,
                0,
                0,
                0,
                0,
                true);
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 0, 0);
        Verdict verdict = batch.validate();
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.checks().subList(7, verdict.checks().size()))
                .map(CheckResult::name)
                .containsExactly(
                        "airport is not null",
                        "flight_date is not null",
                        "wildlife_species is not null in at least 99% of the batch's rows",
                        "cost_total is at least 0",
                        "speed_knots lies between 0 and 500",
                        "wildlife_size is one of Small, Medium, Large",
                        "the costs add up");
    }

    @Test
    void deletesAreStagedRowsToo() {
        LoadedBatch batch = LoadedBatch.ofContract("""
                dataset: stock
                source: { system: shop, format: csv }
                columns: { item: integer, op: char(1) }
                key: item
                delete_when: op = 'D'
                target: { table: shop.stock }
                """);
        ValidationSql sql = new ValidationSql(batch.contract);
        batch.loaded(1, 4, 3, 2, LoadedBatch.NO_VIEWS);
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 1, 4, 3, 2, FakeWarehouse.NULL);
        batch.warehouse.answer(batch.measure(new Unique(List.of("item")), new NotNull("item", Share.ALL)), 7, 0, 0);
        batch.warehouse.answer(sql.countDeleted(), 2);
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 0, 0);
        Verdict verdict = batch.validate();
        assertThat(verdict.checks()).allMatch(CheckResult::passed);
        assertThat(verdict.checks())
                .contains(
                        result(
                                "the ledger agrees with the load",
                                "10 staged, 1 stale, 4 inserted, 3 updated, 2 deleted",
                                "10 staged, 1 stale, 4 inserted, 3 updated, 2 deleted",
                                true),
                        result(
                                "every staged row is stale, inserted, updated or deleted",
                                "10",
                                "1 stale + 4 inserted + 3 updated + 2 deleted = 10",
                                true),
                        result("the table has the rows that the batch inserted and updated", "7 rows", "7 rows", true),
                        result("the keys that the batch deleted are kept as such", "2 keys", "2 keys", true));
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 1, 4, 3, 1, FakeWarehouse.NULL);
        batch.warehouse.answer(sql.countDeleted(), 1);
        assertThat(batch.validate().checks())
                .filteredOn(check -> !check.passed())
                .map(CheckResult::actual)
                .containsExactly(
                        "10 staged, 1 stale, 4 inserted, 3 updated, 1 deleted",
                        "1 stale + 4 inserted + 3 updated + 1 deleted = 9",
                        "1 key");
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 1, 0);
        assertThat(batch.validate().checks())
                .contains(result(
                        "the keys that the batch deleted are kept as such",
                        "at most 2 keys, since 1 later batch may have replaced some",
                        "1 key",
                        true));
    }

    @Test
    void anOlderRefreshThatLostAllItsRowsIsValid() {
        LoadedBatch batch = LoadedBatch.ofContract("""
                dataset: countries
                source: { system: crm, format: csv, layout: yyyy/MM/dd }
                columns:
                  code: { type: char(2), required: true }
                  name: varchar(64)
                key: code
                target: { table: crm.countries, mode: refresh }
                quality: { checks: [ { not_null: name, at_least: 50% } ] }
                """);
        batch.loaded(10, 0, 0, LoadedBatch.NO_VIEWS);
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 10, 0, 0, 0, FakeWarehouse.NULL);
        batch.warehouse.answer(
                batch.measure(
                        new Unique(List.of("code")),
                        new NotNull("code", Share.ALL),
                        new NotNull("name", Share.parse("50%"))),
                0,
                0,
                0,
                0);
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 0, 0);
        Verdict verdict = batch.validate();
        assertThat(verdict.checks()).allMatch(CheckResult::passed);
        assertThat(verdict.checks())
                .contains(
                        result("the table has the rows that the batch inserted and updated", "0 rows", "0 rows", true),
                        result("no two rows agree in code", "0 repeated", "0 repeated", true),
                        result("code is not null", "all rows", "0 of 0 rows", true));
    }
}
