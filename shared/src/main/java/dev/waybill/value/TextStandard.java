package dev.waybill.value;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Source;
import dev.waybill.contract.Standard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a column's texts before they are parsed, in this order: trim, collapse, case, replace. White space that
 * replacements leave goes the same way again.
 *
 * <p>A text means NULL if it is one of the tokens for it, either as it was written, trimmed, or as it came out: {@code N/A} in
 * a column of lower case is still the token, and so is the empty text that a replacement leaves. In a super, JSON's own null is
 * always one.
 */
public final class TextStandard {
    private final boolean trim;
    private final boolean key;
    private final boolean emptyIsNull;
    /** By their length: most texts are longer than any of them, and each is asked. */
    private final String[][] nulls;

    /** What comes after trimming; none for most columns. */
    private final TextStep[] steps;

    private TextStandard(Standard standard, ColumnType type, Source source, boolean key) {
        this.trim = standard.trim().orElse(source.trim());
        this.key = key;
        this.emptyIsNull = !type.isText();
        List<String> tokens = new ArrayList<>(standard.nulls().orElse(source.nulls()));
        if (type == ColumnType.Simple.SUPER) {
            tokens.add("null");
        }
        this.nulls = byLength(tokens);
        this.steps = steps(standard);
    }

    public static TextStandard of(Contract contract, Column column) {
        return new TextStandard(
                column.standard(),
                column.type(),
                contract.source(),
                contract.key().contains(column.name()));
    }

    /** The standard of a column that isn't in the key. */
    public static TextStandard of(Standard standard, ColumnType type, Source source) {
        return new TextStandard(standard, type, source, false);
    }

    /** The text to parse; null if the field means NULL. */
    public @Nullable String apply(String field) throws ValueFaultException {
        String text = trim ? field.strip() : key ? withoutTrailingBlanks(field) : field;
        if (isNull(text)) {
            return null;
        }
        if (steps.length == 0) {
            return text;
        }
        for (TextStep step : steps) {
            text = step.apply(text);
        }
        return isNull(text) ? null : text;
    }

    private static String[][] byLength(List<String> texts) {
        int longest = texts.stream().mapToInt(String::length).max().orElse(-1);
        return IntStream.rangeClosed(0, longest)
                .mapToObj(length -> texts.stream()
                        .filter(text -> text.length() == length)
                        .distinct()
                        .toArray(String[]::new))
                .toArray(String[][]::new);
    }

    private boolean isNull(String text) {
        int length = text.length();
        if (length < nulls.length) {
            for (String token : nulls[length]) {
                if (token.equals(text)) {
                    return true;
                }
            }
        }
        return emptyIsNull && length == 0;
    }

    private TextStep[] steps(Standard standard) {
        List<TextStep> steps = new ArrayList<>();
        List<TextStep> whiteSpace = new ArrayList<>();
        if (standard.collapse()) {
            whiteSpace.add(WhiteSpace::collapsed);
        }
        if (trim) {
            whiteSpace.add(String::strip);
        }
        if (standard.collapse()) {
            steps.addAll(whiteSpace);
        }
        standard.letterCase()
                .ifPresent(letterCase -> steps.add(
                        switch (letterCase) {
                            case LOWER -> text -> text.toLowerCase(Locale.ROOT);
                            case UPPER -> text -> text.toUpperCase(Locale.ROOT);
                        }));
        if (!standard.replacements().isEmpty()) {
            standard.replacements().stream().map(Replacing::of).forEach(steps::add);
            steps.addAll(whiteSpace);
        }
        if (key && !steps.isEmpty()) {
            steps.add(TextStandard::withoutTrailingBlanks);
        }
        return steps.toArray(TextStep[]::new);
    }

    /**
     * Redshift doesn't compare trailing blanks: two keys that differ in nothing else are one there, and must be one here.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Significance of trailing
     *     blanks</a>
     */
    private static String withoutTrailingBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
