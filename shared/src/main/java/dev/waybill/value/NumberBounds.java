package dev.waybill.value;

import java.util.List;

/**
 * Where a text's digits are between a sign, a currency and white space, which stand in any order before or after them; each of
 * the two at most once.
 */
record NumberBounds(int begin, int end, boolean negative) {
    private static final char MINUS = '\u2212';

    static NumberBounds of(String text, List<String> currencies) {
        int begin = 0;
        int end = text.length();
        char sign = 0;
        boolean currency = false;
        boolean after = false;
        while (begin < end) {
            char c = text.charAt(after ? end - 1 : begin);
            int taken = 0;
            if (WhiteSpace.is(c)) {
                taken = 1;
            } else if (sign == 0 && (c == '-' || c == '+' || c == MINUS)) {
                sign = c;
                taken = 1;
            } else if (!currency) {
                taken = length(text, begin, end, after, currencies);
                currency = taken > 0;
            }
            if (taken == 0 && after) {
                break;
            }
            begin += after ? 0 : taken;
            end -= after ? taken : 0;
            after = after || taken == 0;
        }
        return new NumberBounds(begin, end, sign == '-' || sign == MINUS);
    }

    private static int length(String text, int begin, int end, boolean after, List<String> currencies) {
        for (String currency : currencies) {
            int at = after ? end - currency.length() : begin;
            if (at >= begin && at + currency.length() <= end && text.startsWith(currency, at)) {
                return currency.length();
            }
        }
        return 0;
    }
}
