package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "1%,   1, 100, false",
        "1%,   2, 100, true",
        "1%,   1,  99, true",
        "0%,   0,   0, false",
        "0%,   1,   1, true",
        "100%, 7,   7, false",
        "0.1%, 9007199254740993, 9007199254740993000, false",
    })
    void itIsExceededByWhatIsMoreThanItAndNotByRounding(String share, long part, long whole, boolean exceeded) {
        assertThat(Share.parse(share).isExceededBy(part, whole)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1%", "99.5%", "0%", "100%"})
    void itsTextIsReadBackAsItself(String text) {
        assertThat(Share.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "-1%", "0.01", "a%"})
    void itIsWrittenAsAPercentage(String text) {
        assertThatThrownBy(() -> Share.parse(text))
                .hasMessage("Invalid share: '" + text + "'. Write a percentage, such as 1% or 99.5%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "100.1%"})
    void itIsAtMostTheWhole(String text) {
        assertThatThrownBy(() -> Share.parse(text))
                .hasMessage("Invalid share: " + text + " is not between 0% and 100%");
    }
}
