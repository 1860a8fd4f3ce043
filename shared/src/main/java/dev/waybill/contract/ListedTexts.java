package dev.waybill.contract;

import dev.waybill.value.TextStandard;
import dev.waybill.value.ValueFaultException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts in a column's lists that no value can be equal to, because values are standardised before they are compared:
 * {@code EU} in a column of lower case.
 */
record ListedTexts(Section column, ColumnType type, Standard standard, Source source) {

    void check() {
        if (standard.trim().orElse(source.trim())) {
            column.texts("nulls").stream()
                    .filter(token -> token.text()
                            .filter(text -> !text.strip().equals(text))
                            .isPresent())
                    .forEach(token -> {
                        String text = token.text().orElse("");
                        neverOccurs(token, text, text.strip());
                    });
        }
        compared().forEach(listed -> listed.text().ifPresent(text -> check(listed, text)));
    }

    /** Checks one text that {@code listed} compares values with. */
    void check(Section listed, String text) {
        @Nullable String standardised = apply(TextStandard.of(withoutReplacements(), type, source), text);
        if (standardised == null) {
            boolean always = text.isEmpty() && !type.isText();
            listed.mistake("'" + text + "' means NULL"
                    + (always ? " in a " + type.sql() + ". Remove it" : ". Remove it, or write nulls without it"));
        } else if (!standardised.equals(text)) {
            neverOccurs(listed, text, standardised);
        }
    }

    private Stream<Section> compared() {
        if (type.isText()) {
            return column.texts("allowed").stream();
        }
        if (type.isNumber()) {
            return column.mapping("number").stream().flatMap(number -> number.texts("currency").stream());
        }
        return type == ColumnType.Simple.BOOLEAN
                ? Stream.of("true_values", "false_values").flatMap(key -> column.texts(key).stream())
                : Stream.empty();
    }

    private static void neverOccurs(Section listed, String text, String standardised) {
        listed.mistake("'" + text
                + "' never occurs, because values are standardised before they are compared. Write \"" + standardised
                + "\"");
    }

    /** What replacements make can't be foreseen; what comes after them can. */
    private Standard withoutReplacements() {
        return new Standard(
                standard.trim(),
                standard.collapse(),
                standard.replacements().isEmpty() ? standard.letterCase() : Optional.empty(),
                List.of(),
                standard.nulls());
    }

    private static @Nullable String apply(TextStandard standard, String text) {
        try {
            return standard.apply(text);
        } catch (ValueFaultException e) {
            throw new IllegalStateException("Only replacements have faults", e);
        }
    }
}
