package dev.waybill.value;

import java.util.List;

/** Some of the contract's values in a sentence. */
final class Enumeration {
    private static final int SHOWN = 10;

    private Enumeration() {}

    /** {@code a, b or c}; the first of them where there are many. */
    static String or(List<String> values) {
        if (values.size() > SHOWN) {
            return String.join(", ", values.subList(0, SHOWN)) + " or one of " + (values.size() - SHOWN) + " more";
        }
        int last = values.size() - 1;
        return last < 1
                ? String.join("", values)
                : String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }
}
