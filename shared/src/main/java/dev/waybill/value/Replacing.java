package dev.waybill.value;

import dev.waybill.contract.Standard.Replacement;
import java.util.regex.Pattern;

/** Replaces what a pattern matches, wherever it does. */
record Replacing(Pattern pattern, String with) implements TextStep {
    static Replacing of(Replacement replacement) {
        return new Replacing(Pattern.compile(replacement.pattern()), replacement.with());
    }

    @Override
    public String apply(String text) throws ValueFaultException {
        try {
            return pattern.matcher(text).replaceAll(with);
        } catch (StackOverflowError e) {
            // Java matches a repeated group by recursion, once for each repetition.
            throw new ValueFaultException(tooLong(pattern));
        }
    }

    /** What is wrong with a text that Java can't match with a pattern. */
    static String tooLong(Pattern pattern) {
        return "is too long to be matched with " + pattern;
    }
}
