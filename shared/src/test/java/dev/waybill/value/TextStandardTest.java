package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.Layout;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.ColumnType.Varchar;
import dev.waybill.contract.Source;
import dev.waybill.contract.Source.CsvDialect;
import dev.waybill.contract.Source.Format;
import dev.waybill.contract.Standard;
import dev.waybill.contract.Standard.LetterCase;
import dev.waybill.contract.Standard.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of texts before they are parsed, and in which order. */
class TextStandardTest {
    private static final Source SOURCE = new Source(
            "shop",
            Format.CSV,
            Optional.empty(),
            Layout.HOURLY,
            CsvDialect.RFC_4180,
            StandardCharsets.UTF_8,
            List.of("", "N/A"),
            true);

    @Test
    void withoutAnyKeyTheTextIsTheVeryOneUnlessItHasWhiteSpaceAround() throws ValueFaultException {
        String text = "a  b";
        assertThat(TextStandard.of(Standard.OF_SOURCE, new Varchar(9), SOURCE).apply(text))
                .isSameAs(text);
        assertThat(apply(Standard.OF_SOURCE, " a  b ")).isEqualTo("a  b");
        assertThat(apply(Standard.OF_SOURCE, " N/A ")).isNull();
    }

    @Test
    void aColumnSaysOtherwiseThanItsSource() throws ValueFaultException {
        Standard untrimmed =
                new Standard(Optional.of(false), false, Optional.empty(), List.of(), Optional.of(List.of("-")));
        assertThat(apply(untrimmed, " a ")).isEqualTo(" a ");
        assertThat(apply(untrimmed, "N/A")).isEqualTo("N/A");
        assertThat(apply(untrimmed, "-")).isNull();
        assertThat(apply(untrimmed, " - ")).isEqualTo(" - ");
    }

    @Test
    void whiteSpaceGoesBeforeCaseAndCaseBeforeReplacementsInTheirOrder() throws ValueFaultException {
        Standard standard = standard(
                LetterCase.LOWER,
                new Replacement("^a b$", "B c"),
                new Replacement("b", "!"),
                new Replacement("B", "d"));
        assertThat(apply(standard, " \tA \u00A0 B\u00A0")).isEqualTo("d c");
    }

    @Test
    void everyMatchIsReplacedAndGroupsAreKept() throws ValueFaultException {
        Standard standard = standard(
                null, new Replacement("(\\d+)-(\\d+)", "$2.$1"), new Replacement("(?<unit>kg|lb)", "[${unit}]"));
        assertThat(apply(standard, "1-2 kg 3-4 lb")).isEqualTo("2.1 [kg] 4.3 [lb]");
    }

    @Test
    void whiteSpaceThatReplacementsLeaveGoesToo() throws ValueFaultException {
        assertThat(apply(standard(null, new Replacement("\\(.*?\\)", "")), "Berlin (West) Mitte (old)"))
                .isEqualTo("Berlin Mitte");
    }

    @Test
    void aTokenForNullIsOneAsItWasWrittenAndAsItCameOut() throws ValueFaultException {
        assertThat(apply(standard(LetterCase.LOWER), "N/A")).isNull();
        assertThat(apply(standard(LetterCase.UPPER), "n/a")).isNull();
        assertThat(apply(standard(null, new Replacement("^-+$", "")), "---")).isNull();
        assertThat(apply(standard(null, new Replacement("^N/A$", "unknown")), "N/A"))
                .isNull();
    }

    @Test
    void anEmptyTextIsNullInAColumnThatIsNotText() throws ValueFaultException {
        Standard noTokens = new Standard(
                Optional.empty(), false, Optional.empty(), List.of(new Replacement("-", "")), Optional.of(List.of()));
        assertThat(TextStandard.of(noTokens, ColumnType.Simple.INTEGER, SOURCE).apply("-"))
                .isNull();
        assertThat(apply(noTokens, "-")).isEmpty();
    }

    @Test
    void caseIsTheSameOnAMachineOfAnyLanguage() throws ValueFaultException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(apply(standard(LetterCase.LOWER), "TITLE")).isEqualTo("title");
            assertThat(apply(standard(LetterCase.UPPER), "title")).isEqualTo("TITLE");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aTextThatIsTooLongForJavasPatternsIsAFaultAndNotTheEndOfTheBatch() {
        String endless = "ab".repeat(1_000_000);
        assertThatThrownBy(() -> apply(standard(null, new Replacement("(a|b)*c", "")), endless))
                .isInstanceOf(ValueFaultException.class)
                .hasMessage("is too long to be matched with (a|b)*c");
        assertThat(WholePattern.of("(a|b)*").brokenBy(endless)).isEqualTo("is too long to be matched with (a|b)*");
    }

    private static Standard standard(@Nullable LetterCase letterCase, Replacement... replacements) {
        return new Standard(
                Optional.empty(), true, Optional.ofNullable(letterCase), List.of(replacements), Optional.empty());
    }

    private static @Nullable String apply(Standard standard, String text) throws ValueFaultException {
        return TextStandard.of(standard, new Varchar(256), SOURCE).apply(text);
    }
}
