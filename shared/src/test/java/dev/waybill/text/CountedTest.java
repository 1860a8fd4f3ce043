package dev.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0       | 0 rows are
            1       | 1 row is
            2       | 2 rows are
            1234567 | 1,234,567 rows are
            """)
    void oneHasOneWordAndAllOtherNumbersAnother(long number, String words) {
        assertThat(Counted.of(number, "row", "rows") + " " + Counted.word(number, "is", "are"))
                .isEqualTo(words);
    }
}
