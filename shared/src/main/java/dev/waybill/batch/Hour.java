package dev.waybill.batch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The hour (UTC) that a batch belongs to; a daily dataset's batches belong to hour 00. Its text form is
 * {@code 2026-11-22T10}.
 */
public record Hour(LocalDateTime start) implements Comparable<Hour> {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHH");

    public Hour {
        if (start.getMinute() != 0 || start.getSecond() != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("Invalid hour: " + start + " is not the start of an hour");
        }
        if (start.getYear() < 1000 || start.getYear() > 9999) {
            throw new IllegalArgumentException("Invalid hour: " + start + " is outside the years 1000 to 9999");
        }
    }

    @JsonCreator
    public static Hour parse(String text) {
        try {
            return new Hour(LocalDateTime.parse(text + ":00", DateTimeFormatter.ISO_LOCAL_DATE_TIME));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Invalid hour: '" + text + "'. Write it like 2026-11-22T10", e);
        }
    }

    public static Hour of(int year, int month, int day, int hour) {
        return new Hour(LocalDateTime.of(year, month, day, hour, 0));
    }

    /** Reads {@link #compact}. */
    static Hour ofCompact(String text) {
        try {
            return parse(text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8) + "T"
                    + text.substring(8));
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Invalid hour: '" + text + "'", e);
        }
    }

    public Instant instant() {
        return start.toInstant(ZoneOffset.UTC);
    }

    /** {@code 2026112210}: sorts as the hours do. */
    public String compact() {
        return COMPACT.format(start);
    }

    /** {@code year=2026/month=11/day=22/hour=10/}: the Hive-style partition folders of the processed bucket. */
    public String partitionPath() {
        return "year=%04d/month=%02d/day=%02d/hour=%02d/"
                .formatted(start.getYear(), start.getMonthValue(), start.getDayOfMonth(), start.getHour());
    }

    @Override
    public int compareTo(Hour other) {
        return start.compareTo(other.start);
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.format(start);
    }
}
