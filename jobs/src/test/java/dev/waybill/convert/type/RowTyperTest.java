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
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, and the values that they are in a column of each type. */
class RowTyperTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "smallint | 32767 | 32767 (Short)",
                "smallint | -32768 | -32768 (Short)",
                "integer | 0 | 0 (Integer)",
                "integer | 007 | 7 (Integer)",
                "integer | +5 | 5 (Integer)",
                "integer | -0 | 0 (Integer)",
                "integer | 12.00 | 12 (Integer)",
                "integer | 1e3 | 1000 (Integer)",
                "integer | 0e999999999 | 0 (Integer)",
                "bigint | 9223372036854775807 | 9223372036854775807 (Long)",
                "bigint | -9223372036854775808 | -9223372036854775808 (Long)",
                "bigint | 999999999999999999 | 999999999999999999 (Long)",
                "decimal(4,2) | 1.5 | 1.50 (BigDecimal)",
                "decimal(4,2) | -99.99 | -99.99 (BigDecimal)",
                "decimal(4,2) | 1.500000 | 1.50 (BigDecimal)",
                "decimal(4,2) | 1e1 | 10.00 (BigDecimal)",
                "decimal(4,2) | .5 | 0.50 (BigDecimal)",
                "decimal(4,2) | 0e-999999999 | 0.00 (BigDecimal)",
                "decimal(38,0) | 99999999999999999999999999999999999999 | 99999999999999999999999999999999999999 (BigDecimal)",
                "decimal(2,2) | 0.99 | 0.99 (BigDecimal)",
                "real | 1.5 | 1.5 (Float)",
                "double | -1.5e-3 | -0.0015 (Double)",
                "double | 1. | 1.0 (Double)",
                "boolean | TRUE | true (Boolean)",
                "boolean | y | true (Boolean)",
                "boolean | 1 | true (Boolean)",
                "boolean | No | false (Boolean)",
                "boolean | f | false (Boolean)",
                "boolean | 0 | false (Boolean)",
                "varchar(5) | héé | héé (String)",
                "varchar(4) | 😀 | 😀 (String)",
                "char(3) | USD | USD (String)",
                "char(3) | x | x (String)",
                "date | 2026-11-22 | 2026-11-22 (LocalDate)",
                "date | 0001-01-01 | 0001-01-01 (LocalDate)",
                "date | 9999-12-31 | 9999-12-31 (LocalDate)",
                "date | 2024-02-29 | 2024-02-29 (LocalDate)",
                "date | 2026-11-22T00:00:00 | 2026-11-22 (LocalDate)",
                "date | 2026-11-22 00:00:00Z | 2026-11-22 (LocalDate)",
                "timestamp | 2026-11-22 | 2026-11-22T00:00:00Z (Instant)",
                "timestamp | 2026-11-22 10:00 | 2026-11-22T10:00:00Z (Instant)",
                "timestamp | 2026-11-22 10:00:00 | 2026-11-22T10:00:00Z (Instant)",
                "timestamp | 2026-11-22T10:00:00Z | 2026-11-22T10:00:00Z (Instant)",
                "timestamp | 2026-11-22t10:00:00z | 2026-11-22T10:00:00Z (Instant)",
                "timestamp | 2026-11-22T10:00:00.123+0100 | 2026-11-22T09:00:00.123Z (Instant)",
                "timestamp | 2026-11-22 10:00:00.5-03:30 | 2026-11-22T13:30:00.500Z (Instant)",
                "timestamp | 2026-11-22 10:00:00+01 | 2026-11-22T09:00:00Z (Instant)",
                "timestamp | 2026-11-22T10:00:00.123456789Z | 2026-11-22T10:00:00.123456Z (Instant)",
                "timestamp | 1969-12-31T23:59:59.9999999Z | 1969-12-31T23:59:59.999999Z (Instant)",
                "timestamptz | 2026-11-22T10:00:00+01:00 | 2026-11-22T09:00:00Z (Instant)",
            })
    void aTextIsAValueOfItsColumnsType(String type, String text, String value) {
        assertThat(typed("\"" + type + "\"", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "smallint | 32768 | is out of range for a smallint (-32768 to 32767)",
                "integer | 2147483648 | is out of range for an integer (-2147483648 to 2147483647)",
                "integer | 1e999999999 | is out of range for an integer (-2147483648 to 2147483647)",
                "integer | 1e2147483647 | is out of range for an integer (-2147483648 to 2147483647)",
                "bigint | 9223372036854775808 | is out of range for a bigint (-9223372036854775808 to 9223372036854775807)",
                "integer | 12.5 | is not an integer",
                "integer | 1e-999999999 | is not an integer",
                "integer | - | is not an integer",
                "integer | 1,234 | is not an integer",
                "integer | 1 234 | is not an integer",
                "integer | 0x1F | is not an integer",
                "integer | twelve | is not an integer",
                "integer | NaN | is not an integer",
                "decimal(4,2) | 100 | is out of range for a decimal(4,2)",
                "decimal(4,2) | 1e999999999 | is out of range for a decimal(4,2)",
                "decimal(4,2) | 1.005 | has more than 2 decimal places, too many for a decimal(4,2)",
                "decimal(4,2) | 1e-999999999 | has more than 2 decimal places, too many for a decimal(4,2)",
                "decimal(4,2) | 1,50 | is not a decimal(4,2)",
                "decimal(4,2) | NaN | is not a decimal(4,2)",
                "decimal(4,2) | $1 | is not a decimal(4,2)",
                "real | 1e39 | is out of range for a real",
                "double | 1e309 | is out of range for a double precision",
                "double | NaN | is not a double precision",
                "double | Infinity | is not a double precision",
                "double | 1.5d | is not a double precision",
                "double | 0x1p3 | is not a double precision",
                "double | e | is not a double precision",
                "boolean | on | is not a boolean (true, t, yes, y, 1, false, f, no, n or 0)",
                "boolean | 2 | is not a boolean (true, t, yes, y, 1, false, f, no, n or 0)",
                "varchar(4) | hééé | has 7 bytes, too long for a varchar(4)",
                "varchar(3) | 😀 | has 4 bytes, too long for a varchar(3)",
                "varchar(2) | 東 | has 3 bytes, too long for a varchar(2)",
                "char(3) | EURO | has 4 bytes, too long for a char(3)",
                "char(9) | é | holds a character outside ASCII, which a char(9) can't",
                "date | 2026-02-30 | is not a date",
                "date | 22.11.2026 | is not a date",
                "date | 2026-11-22T10:00:00 | has a time of day, which a date can't keep",
                "date | 2026-11-22T00:00:00+01:00 | has a time of day, which a date can't keep",
                "date | 0000-12-31 | is outside the years 1 to 9999",
                "date | +10000-01-01 | is outside the years 1 to 9999",
                "timestamp | 2026-11-22T25:00:00 | is not a timestamp",
                "timestamp | 2026-11-22T10:00:00 CET | is not a timestamp",
                "timestamp | 1763805600 | is not a timestamp",
                "timestamp | +10000-01-01 | is outside the years 1 to 9999",
                "timestamp | 0001-01-01T00:00:00+01:00 | is outside the years 1 to 9999",
            })
    void aTextThatIsNoneSaysWhichRuleItBreaks(String type, String text, String rule) {
        assertThat(typed("\"" + type + "\"", text)).isEqualTo("v: '" + text + "' " + rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: date, format: M/d/yyyy | 1/2/2026 | 2026-01-02 (LocalDate)",
                "type: date, format: M/d/yyyy | 11/22/2026 | 2026-11-22 (LocalDate)",
                "type: date, format: dd-MMM-yy | 22-NOV-26 | 2026-11-22 (LocalDate)",
                "type: date, format: yyyyMMdd | 20261122 | 2026-11-22 (LocalDate)",
                "type: timestamp, format: 'MM/dd/yyyy h:mm a' | 11/22/2026 3:05 PM | 2026-11-22T15:05:00Z (Instant)",
                "type: timestamp, format: 'MM/dd/yyyy h:mm a' | 11/22/2026 12:05 am | 2026-11-22T00:05:00Z (Instant)",
                "type: timestamp, format: yyyyMMddHHmmss | 20261122100000 | 2026-11-22T10:00:00Z (Instant)",
                "type: timestamp, format: \"yyyy-MM-dd'T'HH:mm:ss.SSSZ\" | 2026-11-22T10:00:00.123+0100 | 2026-11-22T09:00:00.123Z (Instant)",
                "type: timestamp, format: 'EEE, d MMM yyyy HH:mm:ss z' | Sun, 22 Nov 2026 10:00:00 GMT | 2026-11-22T10:00:00Z (Instant)",
                "type: timestamp, format: [M/d/yyyy, uuuu-MM-dd HH:mm] | 11/22/2026 | 2026-11-22T00:00:00Z (Instant)",
                "type: timestamp, format: [M/d/yyyy, uuuu-MM-dd HH:mm] | 2026-11-22 10:00 | 2026-11-22T10:00:00Z (Instant)",
                "type: timestamp, format: [M/d/yyyy, epoch_seconds] | 1 | 1970-01-01T00:00:01Z (Instant)",
                "type: timestamp, format: epoch_seconds | 1763805600 | 2025-11-22T10:00:00Z (Instant)",
                "type: timestamp, format: epoch_seconds | 1763805600.123456789 | 2025-11-22T10:00:00.123456Z (Instant)",
                "type: timestamp, format: epoch_millis | 1763805600123 | 2025-11-22T10:00:00.123Z (Instant)",
                "type: timestamp, format: epoch_millis | 1.763805600123e12 | 2025-11-22T10:00:00.123Z (Instant)",
                "type: timestamp, format: epoch_millis | -1 | 1969-12-31T23:59:59.999Z (Instant)",
                "type: timestamp, format: epoch_micros | 1763805600123456 | 2025-11-22T10:00:00.123456Z (Instant)",
                "type: timestamp, format: epoch_micros | 0.5 | 1970-01-01T00:00:00Z (Instant)",
                "type: date, format: epoch_seconds | 86400 | 1970-01-02 (LocalDate)",
                "type: date, format: epoch_seconds, zone: Europe/Berlin | 82800 | 1970-01-02 (LocalDate)",
                "type: timestamp, zone: Europe/Berlin | 2026-07-01 12:00 | 2026-07-01T10:00:00Z (Instant)",
                "type: timestamp, zone: Europe/Berlin | 2026-07-01 12:00Z | 2026-07-01T12:00:00Z (Instant)",
                "type: timestamp, zone: Europe/Berlin | 2026-10-25 02:30 | 2026-10-25T00:30:00Z (Instant)",
                "type: timestamp, zone: Europe/Berlin, format: \"uuuu-MM-dd HH:mmXXX'['VV']'\" | 2026-10-25 02:30+01:00[Europe/Berlin] | 2026-10-25T01:30:00Z (Instant)",
                "type: timestamp, zone: Europe/Berlin | 2026-03-29 02:30 | v: '2026-03-29 02:30' doesn't exist in Europe/Berlin, where clocks skip it",
                "type: timestamp, zone: America/Sao_Paulo | 2018-11-04 | 2018-11-04T03:00:00Z (Instant)",
                "type: date, zone: America/Sao_Paulo | 2018-11-04 | 2018-11-04 (LocalDate)",
                "type: date, zone: Europe/Berlin | 2026-11-21T23:00:00Z | 2026-11-22 (LocalDate)",
                "type: date, format: M/d/yyyy | 2/30/2026 | v: '2/30/2026' is not a date of the form M/d/yyyy",
                "type: date, format: M/d/yyyy | 22/11/2026 | v: '22/11/2026' is not a date of the form M/d/yyyy",
                "type: timestamp, format: [M/d/yyyy, epoch_millis] | soon | v: 'soon' is not a timestamp of the form M/d/yyyy or epoch_millis",
                "type: timestamp, format: [M/d/yyyy, uuuu-MM-dd] | 2/30/2026 | v: '2/30/2026' is not a timestamp of the form M/d/yyyy or uuuu-MM-dd",
                "type: timestamp, format: epoch_millis | 1763805600123000000 | v: '1763805600123000000' is not a timestamp of the form epoch_millis",
                "type: timestamp, format: epoch_micros | 1e2147483647 | v: '1e2147483647' is not a timestamp of the form epoch_micros",
                "type: timestamp, format: epoch_micros | 1e-500000000 | v: '1e-500000000' is not a timestamp of the form epoch_micros",
                "type: timestamp, format: epoch_seconds | 253402300800 | v: '253402300800' is outside the years 1 to 9999",
            })
    void timesAreReadByTheirFormatsInTheirZone(String column, String text, String value) {
        assertThat(typed("{ " + column + " }", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"integer", "\"decimal(38,2)\"", "{ type: timestamp, format: epoch_millis }"})
    void aNumberThatIsFarTooLongIsRefusedAtOnce(String column) {
        assertThat(typed(column, "9".repeat(10_000_000)))
                .startsWith("v: '99999")
                .contains("…' is not a");
    }

    @Test
    void textKeepsItsNulAndHalfCharactersOut() {
        assertThat(typed("varchar(9)", "a\0b")).isEqualTo("v: 'a\0b' holds a NUL character, which a varchar(9) can't");
        assertThat(typed("varchar(9)", "a\uD83D"))
                .isEqualTo("v: 'a\uD83D' holds half a character (an unpaired surrogate)");
        assertThat(typed("varchar(9)", "\uDE00a"))
                .isEqualTo("v: '\uDE00a' holds half a character (an unpaired surrogate)");
    }

    @Test
    void aLongValueIsShownInPartAndCountedByItsRule() {
        Fault fault = faults(contract("", "varchar(9)"), "x".repeat(100)).get(0);
        assertThat(fault.message()).isEqualTo("v: '" + "x".repeat(80) + "…' has 100 bytes, too long for a varchar(9)");
        assertThat(fault.kind()).isEqualTo("v: is too long for a varchar(9)");
    }

    @Test
    void whiteSpaceGoesBeforeNullTokensAreCompared() {
        assertThat(typed("integer", " 5\t")).isEqualTo("5 (Integer)");
        assertThat(typed("varchar(9)", "  a b ")).isEqualTo("a b (String)");
        Contract tokens = contract("nulls: [\"\", N/A, \"-\"]", "varchar(9)");
        assertThat(values(tokens, " N/A ")).containsExactly("NULL");
        assertThat(values(tokens, "-")).containsExactly("NULL");
        assertThat(values(tokens, "n/a")).containsExactly("n/a (String)");
        assertThat(values(contract("trim: false", "varchar(9)"), " a ")).containsExactly(" a  (String)");
        assertThat(faults(contract("trim: false", "integer"), " 5"))
                .map(Fault::message)
                .containsExactly("v: ' 5' is not an integer");
    }

    @Test
    void blanksAtTheEndOfAKeyGoEvenWithoutTrimBecauseRedshiftDoesNotCompareThem() {
        Contract contract = parse("""
                dataset: values
                source: { system: shop, format: csv, trim: false }
                columns: { v: varchar(9), v1: varchar(9) }
                key: v
                target: { table: shop.values }
                """);
        assertThat(values(contract, " a\t ", " b ")).containsExactly(" a\t (String)", " b  (String)");
    }

    @Test
    void anEmptyTextIsNullInAnyColumnThatIsNotTextWhateverTheTokens() {
        Contract numbers = contract("nulls: [N/A]", "integer");
        assertThat(values(numbers, "")).containsExactly("NULL");
        Contract texts = contract("nulls: [N/A]", "varchar(9)");
        assertThat(values(texts, "")).containsExactly(" (String)");
        assertThat(values(contract("", "varchar(9)"), "")).containsExactly("NULL");
        assertThat(values(contract("", "varchar(9)"), (String) null)).containsExactly("NULL");
    }

    @Test
    void aRecordKeepsAllItsFaults() {
        Contract contract =
                contract("", "{ type: integer, required: true }", "date", "{ type: char(1), required: true }");
        assertThat(faults(contract, null, "soon", " "))
                .map(Fault::message)
                .containsExactly(
                        "v: required, but the record has no value",
                        "v1: 'soon' is not a date",
                        "v2: required, but the record has no value");
    }

    private static String typed(String column, String text) {
        Contract contract = contract("", column);
        List<Fault> faults = faults(contract, text);
        return faults.isEmpty() ? values(contract, text).get(0) : faults.get(0).message();
    }

    private static List<Fault> faults(Contract contract, @Nullable String... texts) {
        List<Fault> faults = new ArrayList<>();
        new RowTyper(contract).type(texts, new Object[texts.length], faults);
        return faults;
    }

    private static List<String> values(Contract contract, @Nullable String... texts) {
        @Nullable Object[] row = new Object[texts.length];
        List<Fault> faults = new ArrayList<>();
        new RowTyper(contract).type(texts, row, faults);
        assertThat(faults).isEmpty();
        List<String> values = new ArrayList<>();
        for (Object value : row) {
            values.add(value == null ? "NULL" : value + " (" + value.getClass().getSimpleName() + ")");
        }
        return values;
    }

    /** A contract whose columns are {@code v}, {@code v1}, {@code v2} and so on. */
    private static Contract contract(String source, String... columns) {
        StringBuilder yaml = new StringBuilder("""
                dataset: values
                source:
                  system: shop
                  format: csv
                  %s
                columns:
                """.formatted(source));
        for (int i = 0; i < columns.length; i++) {
            yaml.append("  v")
                    .append(i == 0 ? "" : i)
                    .append(": ")
                    .append(columns[i])
                    .append('\n');
        }
        yaml.append("target: { table: shop.values, mode: append }\n");
        return parse(yaml.toString());
    }

    private static Contract parse(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "values.yaml");
    }
}
