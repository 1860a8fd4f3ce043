package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Check.Allowed;
import dev.waybill.contract.Check.ForeignKey;
import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Pattern;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.RowCount;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks that a contract states. */
class ContractChecksTest {
    private static final String ORDERS = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer, status: varchar(10), amount: "decimal(6,2)", day: date, at: timestamp, paid: boolean, more: super }
            target: { table: sales.orders, mode: append }
            quality:
              checks:
            """;

    private static List<QualityCheck> checks(String... checks) {
        String yaml = ORDERS.replace("more: super", "more: real") + lines(checks);
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml")
                .quality()
                .checks();
    }

    private static String lines(String... checks) {
        return "    - " + String.join("\n    - ", checks) + "\n";
    }

    @Test
    void eachKindIsReadWithItsDefaults() {
        assertThat(checks(
                        "{ not_null: id }",
                        "{ unique: id }",
                        "{ range: { column: id, max: 1e3 } }",
                        "{ range: { column: day, min: 2020-01-01 } }",
                        "{ allowed: { column: status, values: [new, paid] } }",
                        "{ allowed: { column: amount, values: [1, 2.50] } }",
                        "{ pattern: { column: status, matches: '^\\(?[a-z]+$' } }",
                        "{ foreign_key: { columns: id, references: crm.customers } }",
                        "{ foreign_key: { columns: [id, day], references: calls, to: [caller, at] } }",
                        "{ freshness: { column: at, within: 2 hours } }",
                        "{ row_count: { last: 10, within: 50% } }",
                        "{ sql: SELECT true, name: ' all is well ' }"))
                .map(QualityCheck::check)
                .containsExactly(
                        new NotNull("id", Share.ALL),
                        new Unique(List.of("id")),
                        new Range("id", Optional.empty(), Optional.of("1000")),
                        new Range("day", Optional.of("2020-01-01"), Optional.empty()),
                        new Allowed("status", List.of("new", "paid")),
                        new Allowed("amount", List.of("1", "2.50")),
                        new Pattern("status", "^\\(?[a-z]+$"),
                        new ForeignKey(List.of("id"), TableName.parse("crm.customers"), List.of("id")),
                        new ForeignKey(List.of("id", "day"), TableName.parse("public.calls"), List.of("caller", "at")),
                        new Freshness("at", Age.parse("2 hours")),
                        new RowCount(10, Share.parse("50%")),
                        new Sql("all is well", "SELECT true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { not_null: id }                                                      | id is not null
            { not_null: id, at_least: 99.5% }                                     | id is not null in at least 99.5% of the batch's rows
            { unique: [id, day] }                                                 | no two rows agree in id, day
            { range: { column: id, min: 1, max: 1e3 } }                           | id lies between 1 and 1000
            { range: { column: id, min: 0.5 } }                                   | id is at least 0.5
            { range: { column: day, max: 2030-12-31 } }                           | day is at most 2030-12-31
            { allowed: { column: status, values: [new, paid] } }                  | status is one of new, paid
            { pattern: { column: status, matches: ^a+$ } }                        | status matches ^a+$
            { foreign_key: { columns: id, references: crm.people } }              | every id is in crm.people
            { foreign_key: { columns: id, references: crm.people, to: no } }      | every id is in crm.people (no)
            { freshness: { column: at, within: 1 hours } }                        | the newest at is at most 1 hour older than the end of the batch's hour
            { row_count: { last: 10, within: 50% } }                              | the records are within 50% of the median of the last 10 batches
            { not_null: id, name: every order has a number }                      | every order has a number
            """)
    void aCheckIsNamedByWhatMustHoldUnlessTheContractNamesIt(String check, String name) {
        assertThat(checks(check)).map(QualityCheck::name).containsExactly(name);
    }

    @Test
    void aCheckFailsUnlessItOnlyWarns() {
        assertThat(checks("{ not_null: id }", "{ not_null: day, severity: warn }", "{ unique: id, severity: fail }"))
                .map(QualityCheck::severity)
                .containsExactly(Severity.FAIL, Severity.WARN, Severity.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"1 minute, 60", "30 minutes, 1800", "2hours, 7200", "3 Days, 259200", "0 hours, 0"})
    void anAgeIsSoManySeconds(String text, long seconds) {
        assertThat(Age.parse(text).duration()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void allMistakesOfTheChecksAreReportedAtOnce() {
        String yaml = ORDERS
                + lines(
                        "{ not_null: id, severity: error }",
                        "{ not_null: id, name: one }",
                        "{ unique: id, name: one }",
                        "{ range: { column: day, min: 2020-13-01 } }",
                        "{ range: { column: day, min: 2020-02-01, max: 2020-01-01 } }",
                        "{ range: { column: status, min: 1 } }",
                        "{ allowed: { column: paid, values: [1] } }",
                        "{ allowed: { column: id, values: [1.5, two] } }",
                        "{ allowed: { column: status, values: [] } }",
                        "{ allowed: { column: status } }",
                        "{ pattern: { column: id, matches: a } }",
                        "{ pattern: { column: status, matches: '(?i)a' } }",
                        "{ foreign_key: { columns: [id, more], references: crm.Customers, to: [x, Y] } }",
                        "{ foreign_key: { columns: [id, day], references: crm.days, to: day } }",
                        "{ freshness: { column: id, within: 2 hours } }",
                        "{ freshness: { column: at, within: soon } }",
                        "{ row_count: { last: 2, within: 50% } }",
                        "{ row_count: { last: ten, within: half } }",
                        "{ row_count: { within: 50%, of: 3 } }");
        assertThatThrownBy(() -> ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml"))
                .hasMessage("""
                        Invalid contract orders.yaml: 23 mistakes
                          line 7: quality.checks[0].severity: unknown value 'error'. Write one of fail, warn
                          line 9: quality.checks[2].name: 'one' is already a check's name. Write another
                          line 10: quality.checks[3].range.min: '2020-13-01' is not a date. Write, for example, 2026-11-22
                          line 11: quality.checks[4].range.min: 2020-02-01 is greater than max, 2020-01-01. Swap them
                          line 12: quality.checks[5].range.column: status is varchar(10). Name a column of numbers or times, or write an sql check
                          line 13: quality.checks[6].allowed.column: paid is boolean. Name a column of texts, numbers or times, or write an sql check
                          line 14: quality.checks[7].allowed.values[0]: '1.5' is not an integer. Write, for example, 1
                          line 14: quality.checks[7].allowed.values[1]: 'two' is not an integer. Write, for example, 1
                          line 15: quality.checks[8].allowed.values: is empty. Write, for example, [new, paid]
                          line 16: quality.checks[9].allowed.values: is missing. Write, for example, values: [new, paid]
                          line 17: quality.checks[10].pattern.column: id is integer. Name a column of varchar or char
                          line 18: quality.checks[11].pattern.matches: POSIX patterns have no (?…). Write it without, or write an sql check
                          line 19: quality.checks[12].foreign_key.columns[1]: more is super, which isn't compared. Name another column
                          line 19: quality.checks[12].foreign_key.references: Invalid table: 'crm.Customers'. Write schema.table in lower-case letters, digits and _
                          line 19: quality.checks[12].foreign_key.to[1]: 'Y' is no column. Write lower-case letters, digits and _
                          line 20: quality.checks[13].foreign_key.to: 1 for 2 columns. Write as many, in their order
                          line 21: quality.checks[14].freshness.column: id is integer. Name a column of date, timestamp or timestamptz
                          line 22: quality.checks[15].freshness.within: Invalid age: 'soon'. Write a number of minutes, hours or days, such as 2 hours
                          line 23: quality.checks[16].row_count.last: 2 is not between 3 and 100. Write, for example, 10
                          line 24: quality.checks[17].row_count.within: Invalid share: 'half'. Write a percentage, such as 1% or 99.5%
                          line 24: quality.checks[17].row_count.last: expected a whole number, found 'ten'. Write, for example, 10
                          line 25: quality.checks[18].row_count.last: is missing. Write, for example, last: 10
                          line 25: quality.checks[18].row_count.of: unknown key. Write one of last, within""");
    }
}
