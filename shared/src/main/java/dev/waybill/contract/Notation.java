package dev.waybill.contract;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How a column's values are written in the files, where that isn't the usual way.
 *
 * @param formats how a date or time is written: patterns of {@link java.time.format.DateTimeFormatter}, or
 *     {@code epoch_seconds}, {@code epoch_millis}, {@code epoch_micros}, tried in this order; empty for ISO 8601
 * @param zone the zone of date-times that are written without one; UTC unless the contract says otherwise
 */
public record Notation(
        List<String> formats, ZoneId zone, Optional<NumberNotation> number, Optional<BooleanNotation> booleans) {

    public Notation {
        formats = List.copyOf(formats);
    }

    /** The usual way to write values, which is also the contract's own: ISO 8601, 1234.5, true and false. */
    public static Notation usual(ZoneId zone) {
        return new Notation(List.of(), zone, Optional.empty(), Optional.empty());
    }

    /**
     * How numbers are written.
     *
     * @param decimal what stands before the decimals
     * @param grouping what stands between groups of three digits; a space is any kind of space, and an apostrophe any kind of
     *     apostrophe
     * @param currencies what may stand before or after a number and is left out
     */
    public record NumberNotation(char decimal, Optional<Character> grouping, List<String> currencies) {
        public NumberNotation {
            currencies = List.copyOf(currencies);
        }
    }

    /** The texts that are true and those that are false; all others are neither. */
    public record BooleanNotation(List<String> trueValues, List<String> falseValues) {
        public BooleanNotation {
            trueValues = List.copyOf(trueValues);
            falseValues = List.copyOf(falseValues);
        }
    }
}
