package dev.waybill.value;

import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Notation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
 * <p>A date in a timestamp column is its midnight. A time of day in a date column is a fault, unless it is midnight. So is
 * a time that clocks skip in its zone: there is no right one to store.
 */
final class TimeParser {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MM-dd")
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DigitPattern ISO_DATE = DigitPattern.of("uuuu-MM-dd").orElseThrow();
    private static final DigitPattern ISO_T =
            DigitPattern.of("uuuu-MM-dd'T'HH:mm:ss").orElseThrow();
    private static final DigitPattern ISO_BLANK =
            DigitPattern.of("uuuu-MM-dd HH:mm:ss").orElseThrow();

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = LocalDateTime.of(10000, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

    /** Digits of a count since 1970, far more than any needs; a longer text makes a slow BigDecimal. */
    private static final int LONGEST_COUNT = 60;

    private final List<Format> formats = new ArrayList<>();
    private final ZoneId zone;
    private final String rule;

    TimeParser(ColumnType type, Notation notation) {
        this.zone = notation.zone().normalized();
        for (String format : notation.formats()) {
            formats.add(Format.of(format));
        }
        if (formats.isEmpty()) {
            formats.add(new Format(ISO, null, null));
        }
        this.rule = "is not a " + type.sql()
                + (notation.formats().isEmpty() ? "" : " of the form " + String.join(" or ", notation.formats()));
    }

    /** A way to write times: a pattern, or a count since 1970 in units of {@code 10^-decimals} seconds. */
    private record Format(
            @Nullable DateTimeFormatter pattern,
            @Nullable DigitPattern digits,
            @Nullable Integer decimals) {
        static Format of(String text) {
            return switch (text) {
                case "epoch_seconds" -> new Format(null, null, 0);
                case "epoch_millis" -> new Format(null, null, 3);
                case "epoch_micros" -> new Format(null, null, 6);
                default -> new Format(pattern(text), DigitPattern.of(text).orElse(null), null);
            };
        }

        /** What most texts are, without the formatter; null for the formatter to judge. */
        @Nullable
        Written quick(String text) {
            if (digits != null) {
                @Nullable LocalDateTime local = text.length() == digits.length() ? digits.parse(text) : null;
                return local == null ? null : new Written(local, digits.hasTime(), null, null);
            }
            return pattern == ISO ? quickIso(text) : null;
        }

        private static @Nullable Written quickIso(String text) {
            int length = text.length();
            if (length == ISO_DATE.length()) {
                @Nullable LocalDateTime date = ISO_DATE.parse(text);
                return date == null ? null : new Written(date, false, null, null);
            }
            if (length < ISO_T.length()) {
                return null;
            }
            @Nullable LocalDateTime local = (text.charAt(10) == 'T' ? ISO_T : ISO_BLANK).parse(text);
            boolean utc = text.charAt(length - 1) == 'Z';
            int nanos = nanos(text, ISO_T.length(), utc ? length - 1 : length);
            return local == null || nanos < 0
                    ? null
                    : new Written(nanos == 0 ? local : local.withNano(nanos), true, utc ? ZoneOffset.UTC : null, null);
        }

        /** A decimal point and up to nine digits between two places of a text, or nothing; -1 for anything else. */
        private static int nanos(String text, int begin, int end) {
            if (begin == end) {
                return 0;
            }
            if (end - begin < 2 || end - begin > 10 || text.charAt(begin) != '.') {
                return -1;
            }
            int nanos = 0;
            for (int i = begin + 1; i <= begin + 9; i++) {
                char c = i < end ? text.charAt(i) : '0';
                if (c < '0' || c > '9') {
                    return -1;
                }
                nanos = nanos * 10 + c - '0';
            }
            return nanos;
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
        Written written = written(text);
        Instant instant = written.instant();
        if (instant == null) {
            instant = inZone(written).truncatedTo(ChronoUnit.MICROS);
        }
        if (instant.isBefore(EARLIEST) || !instant.isBefore(END)) {
            throw outside();
        }
        return instant;
    }

    Object date(String text) throws ValueFaultException {
        Written written = written(text);
        LocalDateTime local = written.local();
        if (written.zone() != null) {
            local = local.atZone(written.zone()).withZoneSameInstant(zone).toLocalDateTime();
        }
        if (!local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new ValueFaultException("has a time of day, which a date can't keep");
        }
        if (local.getYear() < 1 || local.getYear() > 9999) {
            throw outside();
        }
        return local.toLocalDate();
    }

    private Instant inZone(Written written) throws ValueFaultException {
        ZoneId own = written.zone() == null ? zone : written.zone();
        if (own instanceof ZoneOffset offset) {
            return written.local().toInstant(offset);
        }
        if (!own.getRules().isFixedOffset()
                && own.getRules().getValidOffsets(written.local()).isEmpty()
                && written.hasTime()) {
            throw new ValueFaultException("doesn't exist in " + own + ", where clocks skip it");
        }
        // Of a time that there is twice, the first one; of a day whose midnight is skipped, its beginning.
        return written.local().atZone(own).toInstant();
    }

    private static ValueFaultException outside() {
        return new ValueFaultException("is outside the years 1 to 9999");
    }

    /** What was written: a local time, with the zone that stood beside it; or an instant since 1970. */
    private record Written(
            LocalDateTime local,
            boolean hasTime,
            @Nullable ZoneId zone,
            @Nullable Instant instant) {}

    private Written written(String text) throws ValueFaultException {
        for (int i = 0; i < formats.size(); i++) {
            Format format = formats.get(i);
            @Nullable Written written = format.quick(text);
            if (written != null) {
                return written;
            }
            if (format.pattern() == null) {
                written = sinceEpoch(text, format.decimals() == null ? 0 : format.decimals());
            } else if (i == formats.size() - 1 || matches(text, format.pattern())) {
                written = byPattern(text, format.pattern());
            }
            if (written != null) {
                return written;
            }
        }
        throw new ValueFaultException(rule);
    }

    /** Whether a text has a pattern's form; asked because the formatter's exceptions are slow, for each row of a file. */
    private static boolean matches(String text, DateTimeFormatter pattern) {
        ParsePosition end = new ParsePosition(0);
        return pattern.parseUnresolved(text, end) != null && end.getIndex() == text.length();
    }

    private static @Nullable Written byPattern(String text, DateTimeFormatter pattern) {
        try {
            TemporalAccessor parsed = pattern.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            @Nullable ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return date == null
                    ? null
                    : new Written(
                            date.atTime(time == null ? LocalTime.MIDNIGHT : time),
                            time != null,
                            offset == null ? parsed.query(TemporalQueries.zone()) : offset,
                            null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable Written sinceEpoch(String text, int decimals) {
        if (text.length() > LONGEST_COUNT) {
            return null;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (Math.abs((long) seconds.scale()) > LONGEST_COUNT) {
                return null;
            }
            BigDecimal micros = seconds.movePointRight(6 - decimals);
            if (micros.precision() - micros.scale() > 18) {
                return null;
            }
            long count = micros.setScale(0, RoundingMode.FLOOR).longValueExact();
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(count, 1_000_000L), Math.floorMod(count, 1_000_000L) * 1000);
            return new Written(LocalDateTime.ofInstant(instant, zone), true, null, instant);
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
