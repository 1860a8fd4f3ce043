package dev.waybill.contract;

import dev.waybill.text.Counted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks the contract's regular expressions, which are those of {@link Pattern}. */
final class RegularExpression {
    private RegularExpression() {}

    /** Returns the pattern if it is one; else throws {@link IllegalArgumentException} that says what is wrong. */
    static String check(String pattern) {
        try {
            Pattern.compile(pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            String place = e.getIndex() < 0 ? "" : " at character " + Math.min(e.getIndex() + 1, pattern.length());
            throw new IllegalArgumentException(
                    "Invalid pattern: '" + pattern + "'" + place + ": " + e.getDescription()
                            + ". Write a Java regular expression, with \\ before a character that stands for itself",
                    e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "Invalid pattern: it is nested too deeply. Write a simpler regular expression", e);
        }
    }

    /** Returns the text if it can replace what the pattern matches; else throws {@link IllegalArgumentException}. */
    static String checkReplacement(String pattern, String with) {
        // Java looks into a replacement where something is replaced: this alternative always matches, and adds no
        // group.
        Matcher matcher = Pattern.compile("|" + pattern).matcher("");
        try {
            matcher.find();
            matcher.appendReplacement(new StringBuilder(), with);
            return with;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            int groups = matcher.groupCount();
            throw new IllegalArgumentException(
                    "Invalid replacement: '" + with + "': " + e.getMessage() + ". The pattern has "
                            + (groups == 0 ? "no group ( )" : Counted.of(groups, "group", "groups"))
                            + ". Write $1 for what the first group matched, and \\$ or \\\\ for the character alone",
                    e);
        }
    }
}
