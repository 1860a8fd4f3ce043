package dev.waybill.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern whose digits have fixed places, such as {@code dd.MM.uuuu HH:mm:ss.SSS}, read without a formatter: that is twenty
 * times faster, and most times are written so. It knows less than a formatter: what it doesn't read is for a formatter to judge.
 */
final class DigitPattern {
    private static final List<String> FIELDS = List.of("uuuu", "MM", "dd", "HH", "mm", "ss");
    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;
    private static final int FRACTION = 6;

    /** What stands at each place: a field's number, or -1 for a character that must stand there. */
    private final int[] fields;

    private final char[] literals;
    private final int nanosPerFraction;
    private final boolean time;

    private DigitPattern(int[] fields, char[] literals, int nanosPerFraction) {
        this.fields = fields;
        this.literals = literals;
        this.nanosPerFraction = nanosPerFraction;
        this.time = Arrays.stream(fields).anyMatch(field -> field == HOUR);
    }

    /** Absent if the pattern has anything else than these fields, each at most once, or has no whole date. */
    static Optional<DigitPattern> of(String pattern) {
        List<Integer> fields = new ArrayList<>();
        StringBuilder literals = new StringBuilder();
        boolean[] seen = new boolean[FRACTION + 1];
        int fraction = 0;
        for (int i = 0; i < pattern.length(); ) {
            int end = endOfRun(pattern, i);
            char c = pattern.charAt(i);
            int field = field(pattern.substring(i, end).replace('y', 'u'));
            if (c == '\''
                    && i + 2 < pattern.length()
                    && pattern.charAt(i + 2) == '\''
                    && pattern.charAt(i + 1) != '\'') {
                fields.add(-1);
                literals.append(pattern.charAt(i + 1));
                end = i + 3;
            } else if (field >= 0 && !seen[field]) {
                seen[field] = true;
                fraction = field == FRACTION ? end - i : fraction;
                for (int j = i; j < end; j++) {
                    fields.add(field);
                    literals.append('0');
                }
            } else if (Character.isLetter(c) || "'[]{}#".indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                for (int j = i; j < end; j++) {
                    fields.add(-1);
                    literals.append(c);
                }
            }
            i = end;
        }
        boolean date = seen[YEAR] && seen[MONTH] && seen[DAY];
        // Each part of a time only with all that are greater: a formatter has its own mind about the others.
        boolean time =
                seen[HOUR] == seen[MINUTE] && (seen[MINUTE] || !seen[SECOND]) && (seen[SECOND] || !seen[FRACTION]);
        return date && time
                ? Optional.of(new DigitPattern(
                        fields.stream().mapToInt(Integer::intValue).toArray(),
                        literals.toString().toCharArray(),
                        (int) Math.pow(10, 9 - fraction)))
                : Optional.empty();
    }

    private static int endOfRun(String pattern, int begin) {
        int end = begin + 1;
        while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(begin)) {
            end++;
        }
        return end;
    }

    private static int field(String run) {
        return run.matches("S{1,9}") ? FRACTION : FIELDS.indexOf(run);
    }

    int length() {
        return fields.length;
    }

    /** The time that the first {@link #length} characters of a text say; null for a formatter to judge. */
    @Nullable
    LocalDateTime parse(String text) {
        if (text.length() < fields.length) {
            return null;
        }
        int[] values = new int[FRACTION + 1];
        for (int i = 0; i < fields.length; i++) {
            char c = text.charAt(i);
            if (fields[i] < 0) {
                if (c != literals[i]) {
                    return null;
                }
            } else if (c < '0' || c > '9') {
                return null;
            } else {
                values[fields[i]] = values[fields[i]] * 10 + c - '0';
            }
        }
        try {
            return LocalDateTime.of(
                    values[YEAR],
                    values[MONTH],
                    values[DAY],
                    values[HOUR],
                    values[MINUTE],
                    values[SECOND],
                    values[FRACTION] * nanosPerFraction);
        } catch (DateTimeException e) {
            return null;
        }
    }

    boolean hasTime() {
        return time;
    }
}
