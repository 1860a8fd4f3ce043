package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ValueRules.TooLong;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that are cut off at their column's length; what else becomes of texts is tested with rows. */
class TextParserTest {
    private static final int[] SAMPLES = {'a', ' ', 'é', 'ß', '€', '東', 0x1F600, 0x10FFFF, 0x301, 0x7FF, 0x800, 0xFFFD};

    @Test
    void aTruncatedTextIsTheLongestBeginningThatFits() throws ValueFaultException {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(30), 0, SAMPLES.length)
                    .map(index -> SAMPLES[index])
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int bytes = 1 + random.nextInt(40);

            String cut = (String) truncating(bytes).parse(text);

            byte[] utf8 = cut.getBytes(StandardCharsets.UTF_8);
            assertThat(text).startsWith(cut);
            assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(cut);
            assertThat(utf8.length).isLessThanOrEqualTo(bytes);
            if (cut.length() < text.length()) {
                int next = text.codePointAt(cut.length());
                assertThat(utf8.length + Character.toString(next).getBytes(StandardCharsets.UTF_8).length)
                        .isGreaterThan(bytes);
            }
        }
    }

    @Test
    void whatIsCutOffMayBeWrongAndWhatStaysMayNot() throws ValueFaultException {
        assertThat(truncating(2).parse("ab\0")).isEqualTo("ab");
        assertThat(truncating(2).parse("ab\uD83D")).isEqualTo("ab");
        assertThatThrownBy(() -> truncating(2).parse("a\0bc"))
                .hasMessage("holds a NUL character, which a varchar(2) can't");
        assertThat(new TextParser(2, "char(2)", true, TooLong.TRUNCATE).parse("abé"))
                .isEqualTo("ab");
        assertThatThrownBy(() -> new TextParser(3, "char(3)", true, TooLong.TRUNCATE).parse("aébc"))
                .hasMessage("holds a character outside ASCII, which a char(3) can't");
    }

    private static TextParser truncating(int bytes) {
        return new TextParser(bytes, "varchar(" + bytes + ")", false, TooLong.TRUNCATE);
    }
}
