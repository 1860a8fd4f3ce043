package dev.waybill.value;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern that whole texts match. */
record WholePattern(Pattern pattern) implements ValueRule {
    static WholePattern of(String pattern) {
        return new WholePattern(Pattern.compile(pattern));
    }

    @Override
    public @Nullable String brokenBy(Object value) {
        try {
            return pattern.matcher((String) value).matches() ? null : "doesn't match the pattern " + pattern;
        } catch (StackOverflowError e) {
            return Replacing.tooLong(pattern);
        }
    }
}
