package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WhiteSpaceTest {

    @Test
    void aTextWithoutRunsIsNotCopied() {
        String text = " a b ";
        assertThat(WhiteSpace.collapsed(text)).isSameAs(text);
    }

    @Test
    void eachRunBecomesOneSpaceWhateverItIsMadeOf() {
        String kinds = " \t\n\r\u00A0\u2003\u202F\u3000";
        Random random = new Random(20261122);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            StringBuilder collapsed = new StringBuilder();
            for (int part = random.nextInt(6); part > 0; part--) {
                text.append('a');
                collapsed.append("a ");
                for (int spaces = 1 + random.nextInt(3); spaces > 0; spaces--) {
                    text.append(kinds.charAt(random.nextInt(kinds.length())));
                }
            }
            assertThat(WhiteSpace.collapsed(text.toString())).isEqualTo(collapsed.toString());
        }
    }
}
