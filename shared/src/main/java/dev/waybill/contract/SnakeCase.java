package dev.waybill.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a source's name becomes a column's name. */
public final class SnakeCase {
    private static final Pattern WORD = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern ABBREVIATION = Pattern.compile("([A-Z]+)([A-Z][a-z])");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^_+|_+$");

    private SnakeCase() {}

    /**
     * A name in snake_case: {@code Cost Total $} and {@code costTotal} are both {@code cost_total}. What is neither a
     * letter nor a digit of ASCII separates words.
     */
    public static String of(String name) {
        String words = WORD.matcher(name).replaceAll("$1_$2");
        String snake = ABBREVIATION.matcher(words).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        return ENDS.matcher(OTHERS.matcher(snake).replaceAll("_")).replaceAll("");
    }
}
