package dev.waybill.text;

import java.util.Locale;

/** How many there are of something, in words that are right for one and for many. */
public final class Counted {
    private Counted() {}

    /** {@code 1 row}, {@code 1,234 rows}, whatever the machine's language. */
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, word(number, one, many));
    }

    /** The word alone, where it doesn't stand beside its number: {@code is} or {@code are}. */
    public static String word(long number, String one, String many) {
        return number == 1 ? one : many;
    }
}
