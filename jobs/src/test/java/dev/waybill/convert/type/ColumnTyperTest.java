package dev.waybill.convert.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a column's own keys make of a text: how it is standardised, how it is read, and which rules it keeps. */
class ColumnTyperTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: varchar(9), collapse: true | `  a \t b  ` | a b (String)",
                "type: varchar(9), trim: false, collapse: true | `  a \t b  ` | ` a b  (String)`",
                "type: varchar(9), case: upper | straße | STRASSE (String)",
                "type: varchar(9), nulls: [none] | none | NULL",
                "type: varchar(9), nulls: [none] | N/A | N/A (String)",
                "type: varchar(9), nulls: [none] | `` | ` (String)`",
                "type: integer, nulls: [none] | `` | NULL",
                "type: varchar(9), case: lower | N/A | NULL",
                "type: integer, replace: { pattern: '%$', with: '' } | 12 % | 12 (Integer)",
                "type: integer, replace: { pattern: '^(\\d+)k$', with: '$1\\000' } | 12k | 12000 (Integer)",
                "type: integer, replace: { pattern: '^-$', with: '' } | - | NULL",
                "type: date, case: upper, format: dd-MMM-uuuu, replace: { pattern: MRZ, with: MAR } | 22-mrz-2026 | 2026-03-22 (LocalDate)",
                "type: \"decimal(9,2)\", number: { decimal: ',', grouping: '.', currency: [€] } | 1.234,50- € | -1234.50 (BigDecimal)",
                "type: \"decimal(9,2)\", number: { decimal: ',', grouping: '.', currency: [€] } | 12.34 | v: '12.34' is not a decimal(9,2) written like 1.234,5 €",
                "type: integer, number: { grouping: ' ' } | 1 234 | 1234 (Integer)",
                "type: double, number: {} | - 1.5 | -1.5 (Double)",
                "type: boolean, true_values: [J, ja], false_values: [N] | ja | true (Boolean)",
                "type: boolean, true_values: [J, ja], false_values: [N] | N | false (Boolean)",
                "type: boolean, true_values: [J, ja], false_values: [N] | true | v: 'true' is not a boolean (J, ja or N)",
                "type: boolean, case: lower, true_values: [j, ja], false_values: [n] | JA | true (Boolean)",
                "type: boolean, nulls: [\"\", '?'], true_values: [J], false_values: [N] | ? | NULL",
                "type: varchar(9), case: lower, allowed: [eu, us] | EU | eu (String)",
                "type: varchar(9), case: lower, allowed: [eu, us] | XX | v: 'xx' is not an allowed value (eu or us)",
                "type: varchar(9), allowed: eu | us | v: 'us' is not an allowed value (eu)",
                "type: varchar(9), allowed: [eu] | N/A | NULL",
                "type: integer, allowed: [1, 2] | 1.0 | 1 (Integer)",
                "type: \"decimal(4,2)\", allowed: [1, 2.50] | 2.5 | 2.50 (BigDecimal)",
                "type: \"decimal(4,2)\", allowed: [1, 2.50] | 2.51 | v: '2.51' is not an allowed value (1 or 2.50)",
                "type: double, allowed: [0] | -0.0 | -0.0 (Double)",
                "type: real, allowed: [0.1] | 1e-1 | 0.1 (Float)",
                "type: date, format: dd.MM.uuuu, allowed: [2026-11-22] | 22.11.2026 | 2026-11-22 (LocalDate)",
                "type: date, format: dd.MM.uuuu, allowed: [2026-11-22] | 23.11.2026 | v: '23.11.2026' is not an allowed value (2026-11-22)",
                "type: timestamp, zone: Europe/Berlin, min: 2026-11-22T10:00:00 | 2026-11-22T09:00:00Z | 2026-11-22T09:00:00Z (Instant)",
                "type: timestamp, zone: Europe/Berlin, min: 2026-11-22T10:00:00 | 2026-11-22T08:59:59Z | v: '2026-11-22T08:59:59Z' is less than the column's min, 2026-11-22T10:00:00",
                "type: timestamp, format: epoch_millis, max: 2026-01-01 | 1767225600001 | v: '1767225600001' is greater than the column's max, 2026-01-01",
                "type: varchar(9), pattern: '[a-z]+' | abc | abc (String)",
                "type: varchar(9), pattern: '[a-z]+' | abc1 | v: 'abc1' doesn't match the pattern [a-z]+",
                "type: varchar(9), nulls: [], pattern: '[a-z]+' | `` | v: '' doesn't match the pattern [a-z]+",
                "type: integer, min: 0, max: 10 | 0 | 0 (Integer)",
                "type: integer, min: 0, max: 10 | 10 | 10 (Integer)",
                "type: integer, min: 0, max: 10 | -1 | v: '-1' is less than the column's min, 0",
                "type: integer, min: 0, max: 10 | 11 | v: '11' is greater than the column's max, 10",
                "type: integer, min: 0, max: 10 | x | v: 'x' is not an integer",
                "type: integer, min: 0, max: 10 | N/A | NULL",
                "type: double, min: 0 | -0.0 | -0.0 (Double)",
                "type: bigint, max: 1e18 | 1000000000000000001 | v: '1000000000000000001' is greater than the column's max, 1000000000000000000",
                "type: varchar(4), too_long: truncate | a€😀 | a€ (String)",
                "type: varchar(4), too_long: truncate | abcd | abcd (String)",
                "type: char(2), too_long: truncate | abé | ab (String)",
                "type: varchar(4), too_long: reject | abcde | v: 'abcde' has 5 bytes, too long for a varchar(4)",
                "type: varchar(4), too_long: truncate, pattern: '[a-z]+' | abcde1 | v: 'abcde1' doesn't match the pattern [a-z]+",
            })
    void aColumnsKeysSayWhatATextIs(String column, String text, String value) {
        assertThat(typed(contract("{ " + column + " }"), text)).containsExactly(value);
    }

    @Test
    void aValueHasAFaultForEachRuleThatItBreaks() {
        assertThat(typed(contract("{ type: integer, allowed: [1, 2, 30], min: 2, max: 10 }"), "0"))
                .containsExactly(
                        "v: '0' is not an allowed value (1, 2 or 30)", "v: '0' is less than the column's min, 2");
        assertThat(typed(contract("{ type: varchar(3), allowed: [a, b], pattern: '[a-z]' }"), "ABCD"))
                .containsExactly(
                        "v: 'ABCD' has 4 bytes, too long for a varchar(3)",
                        "v: 'ABCD' is not an allowed value (a or b)",
                        "v: 'ABCD' doesn't match the pattern [a-z]");
    }

    @Test
    void aFaultSaysWhatTheFileHasWhereTheValueCannotBeFoundThere() {
        String column = "{ type: integer, case: lower, replace: { pattern: '^\\((.*)\\)$', with: '-$1' } }";
        assertThat(typed(contract(column), " (12x) "))
                .containsExactly("v: '-12x' (written ' (12x) ') is not an integer");
        assertThat(typed(contract(column), " TWELVE ")).containsExactly("v: 'twelve' is not an integer");
        assertThat(typed(contract(column), "(" + "x".repeat(100) + ")"))
                .containsExactly(
                        "v: '-" + "x".repeat(79) + "…' (written '(" + "x".repeat(79) + "…') is not an integer");
        assertThat(faults(contract(column), "(12x)")).map(Fault::kind).containsExactly("v: is not an integer");
    }

    @Test
    void whatFaultsAreCountedByHasNoValuesOfTheRows() {
        Contract contract = contract(
                "{ type: varchar(3), allowed: [a], pattern: '[a-z]', replace: { pattern: '(x|y)*z', with: '' } }");
        assertThat(faults(contract, "ABCD"))
                .map(Fault::kind)
                .containsExactly(
                        "v: is too long for a varchar(3)",
                        "v: is not an allowed value (a)",
                        "v: doesn't match the pattern [a-z]");
        assertThat(faults(contract, "xy".repeat(100_000)))
                .map(Fault::kind)
                .containsExactly("v: is too long to be matched with (x|y)*z");
        assertThat(faults(contract("{ type: integer, min: 5, number: { grouping: ',' } }"), "1,2"))
                .map(Fault::kind)
                .containsExactly("v: is not an integer written like 1,234");
        assertThat(faults(contract("{ type: integer, min: 5 }"), "4"))
                .map(Fault::kind)
                .containsExactly("v: is less than the column's min, 5");
    }

    @Test
    void aLongListOfAllowedValuesIsShownInPart() {
        List<String> codes = new ArrayList<>();
        for (char c = 'A'; c <= 'Z'; c++) {
            codes.add(String.valueOf(c));
        }
        assertThat(typed(contract("{ type: char(1), allowed: [" + String.join(", ", codes) + "] }"), "1"))
                .containsExactly("v: '1' is not an allowed value (A, B, C, D, E, F, G, H, I, J or one of 16 more)");
    }

    @Test
    void aRequiredValueThatIsStandardisedToNullIsMissing() {
        assertThat(typed(contract("{ type: integer, required: true, replace: { pattern: '^-+$', with: '' } }"), "--"))
                .containsExactly("v: required, but the record has no value");
    }

    @Test
    void blanksAtTheEndOfAKeyGoAlsoWhereAReplacementLeavesThem() {
        Contract contract = parse("""
                dataset: values
                source: { system: shop, format: csv, trim: false }
                columns: { v: { type: varchar(9), replace: { pattern: "#", with: "" } } }
                key: v
                target: { table: shop.values }
                """);
        assertThat(typed(contract, " a #")).containsExactly(" a (String)");
    }

    private static List<String> typed(Contract contract, String text) {
        @Nullable Object[] row = new Object[1];
        List<Fault> faults = new ArrayList<>();
        new RowTyper(contract).type(new String[] {text}, row, faults);
        if (!faults.isEmpty()) {
            return faults.stream().map(Fault::message).toList();
        }
        @Nullable Object value = row[0];
        return List.of(value == null ? "NULL" : value + " (" + value.getClass().getSimpleName() + ")");
    }

    private static List<Fault> faults(Contract contract, String text) {
        List<Fault> faults = new ArrayList<>();
        new RowTyper(contract).type(new String[] {text}, new Object[1], faults);
        return faults;
    }

    private static Contract contract(String column) {
        return parse("""
                dataset: values
                source: { system: shop, format: csv, nulls: ["", N/A] }
                columns:
                  v: %s
                target: { table: shop.values, mode: append }
                """.formatted(column));
    }

    private static Contract parse(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "values.yaml");
    }
}
