package dev.waybill.convert.type;

import dev.waybill.contract.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times by the column's formats, tried in their order; ISO 8601 without one. All are stored in UTC, to the
 * microsecond.
 *
 * <p>A date in a timestamp column is its midnight. A time of day in a date column is a fault, unless it is midnight.
 */
final class TimeParser {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = LocalDateTime.of(10000, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

    private final List<Format> formats = new ArrayList<>();
    private final ZoneId zone;
    private final String rule;

    TimeParser(Column column) {
        this.zone = column.zone();
        for (String format : column.formats()) {
            formats.add(Format.of(format));
        }
        if (formats.isEmpty()) {
            formats.add(new Format(ISO, null));
        }
        this.rule = "is not a " + column.type().sql()
                + (column.formats().isEmpty() ? "" : " of the form " + String.join(" or ", column.formats()));
    }

    /** A way to write times: a pattern, or a count since 1970 in units of {@code 10^-decimals} seconds. */
    private record Format(
            @Nullable DateTimeFormatter pattern, @Nullable Integer decimals) {
        static Format of(String text) {
            return switch (text) {
                case "epoch_seconds" -> new Format(null, 0);
                case "epoch_millis" -> new Format(null, 3);
                case "epoch_micros" -> new Format(null, 6);
                default -> new Format(pattern(text), null);
            };
        }

        // Strict, because the default moves the 30th of February to the 28th without a word. Strict asks for an era
        // beside yyyy, which nobody writes: outside quotes it is read as uuuu.
        private static DateTimeFormatter pattern(String text) {
            StringBuilder pattern = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                quoted ^= c == '\'';
                pattern.append(c == 'y' && !quoted && !text.contains("G") ? 'u' : c);
            }
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.toString())
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        }
    }

    Object timestamp(String text) throws ValueFaultException {
        Instant instant = instant(text);
        if (instant.isBefore(EARLIEST) || !instant.isBefore(END)) {
            throw new ValueFaultException("is outside the years 1 to 9999");
        }
        return instant;
    }

    Object date(String text) throws ValueFaultException {
        Instant instant = (Instant) timestamp(text);
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        if (!local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new ValueFaultException("has a time of day, which a date can't keep");
        }
        return local.toLocalDate();
    }

    private Instant instant(String text) throws ValueFaultException {
        for (Format format : formats) {
            Instant instant = format.pattern() == null
                    ? sinceEpoch(text, format.decimals() == null ? 0 : format.decimals())
                    : byPattern(text, format.pattern());
            if (instant != null) {
                return instant;
            }
        }
        throw new ValueFaultException(rule);
    }

    private @Nullable Instant byPattern(String text, DateTimeFormatter pattern) {
        try {
            TemporalAccessor parsed = pattern.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            if (date == null) {
                return null;
            }
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId own = parsed.query(TemporalQueries.zone());
            return ZonedDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, own == null ? zone : own)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant sinceEpoch(String text, int decimals) {
        try {
            BigDecimal micros = new BigDecimal(text).movePointRight(6 - decimals);
            if (micros.precision() - micros.scale() > 18) {
                return null;
            }
            long count = micros.setScale(0, RoundingMode.FLOOR).longValueExact();
            return Instant.ofEpochSecond(Math.floorDiv(count, 1_000_000L), Math.floorMod(count, 1_000_000L) * 1000);
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
