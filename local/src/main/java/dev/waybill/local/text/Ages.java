package dev.waybill.local.text;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, for people. */
public final class Ages {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private Ages() {}

    /** {@code 40 s ago}, {@code 90 min ago}, {@code 30 h ago} or {@code 12 days ago}. */
    public static String ago(Instant then, Instant now) {
        return of(Duration.between(then, now)) + " ago";
    }

    public static String of(Duration age) {
        Duration positive = age.isNegative() ? Duration.ZERO : age;
        if (positive.compareTo(MINUTE) < 0) {
            return positive.toSeconds() + " s";
        }
        if (positive.compareTo(TWO_HOURS) < 0) {
            return positive.toMinutes() + " min";
        }
        return positive.compareTo(TWO_DAYS) < 0 ? positive.toHours() + " h" : positive.toDays() + " days";
    }
}
