package dev.waybill.contract;

import dev.waybill.batch.Hour;
import dev.waybill.batch.Layout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * How often a dataset is delivered, and how soon its batch is loaded then. Deliveries begin at midnight UTC: with {@code 6 hours},
 * at 00, 06, 12 and 18.
 *
 * @param every whole hours that a day divides into, or one day
 * @param within how long after its time is over a delivery is loaded at the latest
 */
public record Cadence(Age every, Age within) {
    private static final Age USUAL_DELAY = new Age(1, ChronoUnit.HOURS);
    private static final Duration DAY = Duration.ofDays(1);

    public Cadence {
        long hours = every.duration().toHours();
        boolean whole = hours > 0 && every.duration().equals(Duration.ofHours(hours));
        if (!whole || DAY.toHours() % hours != 0) {
            throw new IllegalArgumentException(
                    "Invalid cadence: '" + every + "'. Write 1, 2, 3, 4, 6, 8 or 12 hours, or 1 day");
        }
    }

    /** One whose deliveries are loaded within an hour. */
    static Cadence of(Age every) {
        return new Cadence(every, USUAL_DELAY);
    }

    /** Whether a layout has a folder for each delivery. */
    boolean fits(Layout layout) {
        return !layout.daily() || every.duration().equals(DAY);
    }

    /** When the delivery of this hour should be loaded. */
    public Instant due(Hour hour) {
        return hour.instant().plus(every.duration()).plus(within.duration());
    }

    /** The hours that are delivered and begin in this time, the oldest first. */
    public Stream<Hour> hours(Instant from, Instant until) {
        LocalDateTime midnight = LocalDateTime.ofInstant(from, ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return Stream.iterate(midnight, time -> time.plus(every.duration()))
                .takeWhile(time -> time.toInstant(ZoneOffset.UTC).isBefore(until))
                .filter(time -> !time.toInstant(ZoneOffset.UTC).isBefore(from))
                .map(Hour::new);
    }
}
