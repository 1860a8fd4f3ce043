package dev.waybill.operate.page;

import dev.waybill.batch.Hour;
import dev.waybill.text.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as pages say them. */
final class Words {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long DAYS_OF_A_YEAR = 365;

    private Words() {}

    /** {@code 1,234}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 2026-11-22 10:00:05 UTC}. */
    static String time(Instant time) {
        return SECOND.format(time);
    }

    /** {@code 2026-11-22 10:00 UTC}. */
    static String hour(Hour hour) {
        return MINUTE.format(hour.instant());
    }

    /** {@code 2 hours ago}, {@code in 2 hours}: whole units, cut. */
    static String ago(Instant time, Instant now) {
        Duration passed = Duration.between(time, now);
        if (passed.abs().toMinutes() == 0) {
            return "just now";
        }
        return passed.isNegative() ? "in " + age(passed.abs()) : age(passed) + " ago";
    }

    /** {@code 90 minutes}, {@code 26 hours}, {@code 3 days}, {@code 8 years}. */
    static String age(Duration age) {
        if (age.toMinutes() < 120) {
            return Counted.of(age.toMinutes(), "minute", "minutes");
        }
        if (age.toHours() < 48) {
            return Counted.of(age.toHours(), "hour", "hours");
        }
        return age.toDays() < 2 * DAYS_OF_A_YEAR
                ? Counted.of(age.toDays(), "day", "days")
                : Counted.of(age.toDays() / DAYS_OF_A_YEAR, "year", "years");
    }

    /** {@code < 0.01 s}, {@code 0.95 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 4 min}. */
    static String took(Duration took) {
        if (took.toMillis() < 10) {
            return "< 0.01 s";
        }
        if (took.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
        }
        if (took.toMinutes() < 1) {
            return took.toSeconds() + " s";
        }
        return took.toHours() < 1
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : took.toHours() + " h " + took.toMinutesPart() + " min";
    }
}
