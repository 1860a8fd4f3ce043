package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Notation;
import dev.waybill.contract.Notation.NumberNotation;
import dev.waybill.contract.Standard;
import dev.waybill.contract.ValueRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with separators, signs and currencies. */
class NotatedNumberParserTest {
    private static final NumberNotation GERMAN = new NumberNotation(',', Optional.of('.'), List.of("€", "EUR"));
    private static final NumberNotation SWISS = new NumberNotation('.', Optional.of('\''), List.of("Fr", "Fr."));
    private static final NumberNotation FRENCH = new NumberNotation(',', Optional.of(' '), List.of("€"));
    private static final NumberNotation ENGLISH = new NumberNotation('.', Optional.of(','), List.of("$", "US$"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | 0.00",
                "1234,5 | 1234.50",
                "1.234,5 | 1234.50",
                "1.234.567,89 | 1234567.89",
                "12.345 | 12345.00",
                ",5 | 0.50",
                "5, | 5.00",
                "0,05 | 0.05",
                "007 | 7.00",
                "1,5e3 | 1500.00",
                "1,5E+3 | 1500.00",
                "150E-2 | 1.50",
                "-1.234,50 | -1234.50",
                "- 1.234,50 | -1234.50",
                "1.234,50- | -1234.50",
                "1.234,50 - | -1234.50",
                "−1,5 | -1.50",
                "+1,5 | 1.50",
                "1,5+ | 1.50",
                "€1,5 | 1.50",
                "€ 1,5 | 1.50",
                "1,5€ | 1.50",
                "1,5 EUR | 1.50",
                "-€1,5 | -1.50",
                "€-1,5 | -1.50",
                "€ - 1,5 | -1.50",
                "- € 1,5 | -1.50",
                "€ 1,5- | -1.50",
                "1,5- € | -1.50",
                "1,5 €- | -1.50",
                "-1,5 € | -1.50",
            })
    void aNumberIsReadWithItsSeparatorsSignAndCurrency(String text, String value) throws ValueFaultException {
        assertThat(decimal(GERMAN).parse(text)).isEqualTo(new BigDecimal(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.34",
                "1.23.456",
                "1234.567",
                "1.2345",
                ".123",
                "1..234",
                "1.234.",
                "0.123",
                "00.123",
                "1,5.000",
                "1,234,567",
                "1.234E5",
                "1,5e",
                "1e+-5",
                "--5",
                "-5-",
                "- 5 +",
                "€ 5 €",
                "€5 EUR",
                "$5",
                "5 eur",
                "5 000",
                "1 .234",
                "(5)",
                "5 %",
                "€",
                "-",
                "- €",
                ",",
                ".",
                "e5",
                " ",
                "٣",
                "NaN",
            })
    void anythingElseIsAFaultRatherThanAGuess(String text) {
        assertThatThrownBy(() -> decimal(GERMAN).parse(text))
                .isInstanceOf(ValueFaultException.class)
                .hasMessage("is not a decimal(12,2) written like 1.234,5 €");
    }

    @Test
    void aSpaceIsAnyKindOfSpaceAndAnApostropheAnyKindOfApostrophe() throws ValueFaultException {
        for (String text : List.of("1 234,5 €", "1\u00A0234,5\u00A0€", "1\u202F234,5\u202F€", "1\u2009234,5")) {
            assertThat(decimal(FRENCH).parse(text)).isEqualTo(new BigDecimal("1234.50"));
        }
        for (String text : List.of("Fr. 1'234.50", "1’234.5 Fr.", "Fr1'234.50")) {
            assertThat(decimal(SWISS).parse(text)).isEqualTo(new BigDecimal("1234.50"));
        }
    }

    @Test
    void theLongestCurrencyIsMeant() throws ValueFaultException {
        assertThat(decimal(ENGLISH).parse("US$1,234.50")).isEqualTo(new BigDecimal("1234.50"));
        assertThat(decimal(ENGLISH).parse("1,234.50 US$")).isEqualTo(new BigDecimal("1234.50"));
    }

    @Test
    void theTypesOwnRulesStillHold() {
        assertThatThrownBy(() -> decimal(GERMAN).parse("1,005"))
                .hasMessage("has more than 2 decimal places, too many for a decimal(12,2)");
        assertThatThrownBy(() -> parser(ColumnType.Simple.SMALLINT, GERMAN).parse("-40.000"))
                .hasMessage("is out of range for a smallint (-32768 to 32767)");
        assertThatThrownBy(() -> parser(ColumnType.Simple.INTEGER, GERMAN).parse("1,5"))
                .hasMessage("is not an integer");
    }

    @Test
    void theFaultShowsHowNumbersAreWritten() {
        assertThatThrownBy(() -> parser(ColumnType.Simple.INTEGER, FRENCH).parse("x"))
                .hasMessage("is not an integer written like 1 234 €");
        assertThatThrownBy(() -> parser(ColumnType.Simple.DOUBLE, new NumberNotation(',', Optional.empty(), List.of()))
                        .parse("1.5"))
                .hasMessage("is not a double precision written like 1234,5");
    }

    @Test
    void aTextThatIsFarTooLongIsRefusedAtOnce() {
        assertThatThrownBy(() -> decimal(GERMAN).parse("9".repeat(10_000_000))).hasMessage("is not a decimal(12,2)");
        assertThatThrownBy(() -> decimal(GERMAN).parse("9" + ".999".repeat(2_000_000)))
                .hasMessage("is not a decimal(12,2)");
    }

    @Test
    void everyNumberIsReadBackHoweverItIsWritten() throws ValueFaultException {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            NumberNotation notation = List.of(GERMAN, SWISS, FRENCH, ENGLISH).get(random.nextInt(4));
            int scale = random.nextInt(10);
            BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(90), random), scale);
            number = random.nextBoolean() ? number.negate() : number;
            ValueParser parser = parser(new ColumnType.Decimal(38, scale), notation);
            String text = written(number, notation, random);

            assertThat(parser.parse(text)).as(text).isEqualTo(number);
        }
    }

    /** The number with its groups or without, and with its sign and a currency on either side, in either order. */
    private static String written(BigDecimal number, NumberNotation notation, Random random) {
        String plain = number.abs().toPlainString();
        int point = number.scale() == 0 ? plain.length() : plain.indexOf('.');
        String whole = plain.substring(0, point);
        String grouped = random.nextBoolean()
                ? whole.replaceAll(
                        "(?<=\\d)(?=(\\d{3})+$)",
                        notation.grouping().orElseThrow().toString())
                : whole;
        String text = grouped + plain.substring(point).replace('.', notation.decimal());
        List<String> currencies = notation.currencies();
        String currency = random.nextBoolean() ? currencies.get(random.nextInt(currencies.size())) : "";
        String sign = number.signum() < 0 ? "-" : random.nextBoolean() ? "" : "+";
        boolean signFirst = random.nextBoolean();
        text = beside(text, signFirst ? sign : currency, random);
        return beside(text, signFirst ? currency : sign, random);
    }

    private static String beside(String text, String mark, Random random) {
        String space = random.nextBoolean() ? "" : " ";
        return random.nextBoolean() ? mark + space + text : text + space + mark;
    }

    private static ValueParser decimal(NumberNotation notation) {
        return parser(new ColumnType.Decimal(12, 2), notation);
    }

    private static ValueParser parser(ColumnType type, NumberNotation notation) {
        return ValueParser.of(new Column(
                "v",
                Optional.empty(),
                type,
                false,
                Standard.OF_SOURCE,
                new Notation(List.of(), ZoneOffset.UTC, Optional.of(notation), Optional.empty()),
                ValueRules.NONE));
    }
}
