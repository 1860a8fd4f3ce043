package dev.waybill.contract;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks how a contract says that dates and times are written. */
final class TimePattern {
    private static final List<String> EPOCHS = List.of("epoch_seconds", "epoch_millis", "epoch_micros");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final ZonedDateTime PROBE = ZonedDateTime.of(2026, 11, 22, 13, 45, 10, 0, ZoneOffset.UTC);

    private TimePattern() {}

    /**
     * Returns the format if it is an epoch or a pattern that reads a whole date; else throws
     * {@link IllegalArgumentException} that says what to write.
     */
    static String check(String format) {
        if (EPOCHS.contains(format)) {
            return format;
        }
        if (format.toLowerCase(Locale.ROOT).startsWith("epoch")
                || Spelling.nearest(format, EPOCHS).isPresent()) {
            throw new IllegalArgumentException(
                    "Invalid format: '" + format + "'. Write epoch_seconds, epoch_millis or epoch_micros");
        }
        DateTimeFormatter formatter = formatter(format);
        if (!readsItsOwnDate(formatter)) {
            throw new IllegalArgumentException(
                    "Invalid format: '" + format + "' doesn't give a whole date." + hint(format));
        }
        if (!readsItsOwnTime(format, formatter)) {
            throw new IllegalArgumentException(
                    "Invalid format: '" + format
                            + "' has a part of the time, but doesn't give the hour of the day. Write HH for the hour, or a for AM and PM");
        }
        return format;
    }

    private static DateTimeFormatter formatter(String format) {
        try {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw invalid(format, ": " + e.getMessage(), e);
        } catch (ClassCastException e) {
            // Java 17's own builder fails so on a fraction right behind a padded number: ppHSSS.
            throw invalid(format, ": S can't follow a padded number", e);
        }
    }

    private static IllegalArgumentException invalid(String format, String problem, RuntimeException cause) {
        return new IllegalArgumentException(
                "Invalid format: '" + format + "'" + problem
                        + ". Write a pattern such as dd.MM.uuuu HH:mm:ss, letters that stand for themselves in '…'",
                cause);
    }

    private static boolean readsItsOwnDate(DateTimeFormatter formatter) {
        try {
            TemporalAccessor read = formatter.parse(formatter.format(PROBE));
            return PROBE.toLocalDate().equals(read.query(TemporalQueries.localDate()));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Without an hour of the day, Java drops the rest of the time without a word. */
    private static boolean readsItsOwnTime(String format, DateTimeFormatter formatter) {
        boolean hasTime = LITERAL.matcher(format).replaceAll("").chars().anyMatch(c -> "aBhHkKmsSAnN".indexOf(c) >= 0);
        TemporalAccessor read = formatter.parse(formatter.format(PROBE));
        return !hasTime || read.query(TemporalQueries.localTime()) != null;
    }

    private static String hint(String format) {
        if (format.contains("Y")) {
            return " Y is the year of the week: write uuuu";
        }
        if (format.contains("D")) {
            return " D is the day of the year: write dd";
        }
        if (!format.contains("M") && format.contains("m")) {
            return " m is minutes: write MM for months";
        }
        return " Write year, month and day, such as uuuu-MM-dd";
    }
}
