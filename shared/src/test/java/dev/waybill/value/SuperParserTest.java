package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The limits of JSON in a super; what else becomes of it is in the corpus of jobs. */
class SuperParserTest {
    private final SuperParser parser = new SuperParser();

    @Test
    void aValueHasAtMostTheBytesOfTheLongestVarchar() throws ValueFaultException {
        String longest = '"' + "x".repeat(65_533) + '"';
        assertThat(parser.parse(longest)).isEqualTo(longest);
        assertThatThrownBy(() -> parser.parse(longest + " "))
                .hasMessage("has 65536 bytes, too long for a super, which is staged as a varchar(65535)");
        assertThatThrownBy(() -> parser.parse("{\"a\": \"" + "é".repeat(40_000) + "\"}"))
                .isInstanceOfSatisfying(
                        ValueFaultException.class,
                        e -> assertThat(e.generalRule())
                                .isEqualTo("is too long for a super, which is staged as a varchar(65535)"));
    }

    @Test
    void aValueHasAtMostAThousandLevels() throws ValueFaultException {
        String deepest = "[".repeat(1000) + "]".repeat(1000);
        assertThat(parser.parse(deepest)).isEqualTo(deepest);
        assertThatThrownBy(() -> parser.parse("[" + deepest + "]")).hasMessage("nests deeper than 1000 levels");
    }

    @Test
    void aNumberMayHaveAnyDigitsThatDoublePrecisionReaches() throws ValueFaultException {
        String digits = "[0." + "3".repeat(30_000) + ", 1e-30000, " + "9".repeat(308) + "]";
        assertThat(parser.parse(digits)).isEqualTo(digits);
        assertThatThrownBy(() -> parser.parse("9".repeat(310)))
                .hasMessage("has a number out of range for a double precision");
    }

    @Test
    void aNameMayBeAsLongAsTheText() throws ValueFaultException {
        String name = "{\"" + "n".repeat(65_000) + "\": 1}";
        assertThat(parser.parse(name)).isEqualTo(name);
    }

    @Test
    void whiteSpaceAloneIsNoJson() {
        assertThatThrownBy(() -> parser.parse(" ")).hasMessage("is not JSON near character 1");
    }
}
