package dev.waybill.contract;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a column's texts before they are read as its type, in this order: white space, letter case, replacements;
 * and which of them mean NULL.
 *
 * @param trim whether white space around values is removed; without it, as the {@link Source} says
 * @param collapse whether each run of white space inside values becomes one space
 * @param nulls the tokens that mean NULL, instead of the {@link Source}'s
 */
public record Standard(
        Optional<Boolean> trim,
        boolean collapse,
        Optional<LetterCase> letterCase,
        List<Replacement> replacements,
        Optional<List<String>> nulls) {
    public static final Standard OF_SOURCE =
            new Standard(Optional.empty(), false, Optional.empty(), List.of(), Optional.empty());

    public Standard {
        replacements = List.copyOf(replacements);
        nulls = nulls.map(List::copyOf);
    }

    /** The case that letters get, whatever the machine's language. */
    public enum LetterCase {
        LOWER,
        UPPER
    }

    /**
     * What is replaced wherever it occurs in a text.
     *
     * @param pattern a {@link java.util.regex.Pattern}
     * @param with the text instead, with {@code $1} for what the pattern's first group matched, and so on
     */
    public record Replacement(String pattern, String with) {}
}
