package dev.waybill.contract;

import java.util.Locale;

/** How a source's name becomes a column's name. */
public final class SnakeCase {
    private SnakeCase() {}

    /**
     * A name in snake_case: {@code Cost Total $} and {@code costTotal} are both {@code cost_total}. What is neither a
     * letter nor a digit of ASCII separates words.
     */
    public static String of(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
