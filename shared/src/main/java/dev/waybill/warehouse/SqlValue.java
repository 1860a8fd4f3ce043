package dev.waybill.warehouse;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueParser;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A value that a contract states, as SQL that compares with its column. */
final class SqlValue {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private SqlValue() {}

    /**
     * A text, a number, a date or a timestamp.
     *
     * @param text written in the usual way; of a number, any will do
     */
    static String of(Column column, String text) {
        ColumnType type = column.type();
        if (type.isNumber()) {
            String number = new BigDecimal(text).toPlainString();
            // Compared as double precision, the real 0.1 would be greater than 0.1.
            return type == ColumnType.Simple.REAL ? "CAST(" + number + " AS real)" : number;
        }
        if (type == ColumnType.Simple.DATE) {
            return "CAST('" + parsed(column, text) + "' AS date)";
        }
        return type.isTime() ? timestamp(type, (Instant) parsed(column, text)) : Identifiers.literal(text);
    }

    /** A whole second, in UTC. */
    static String second(LocalDateTime second) {
        return "CAST('" + SECOND.format(second) + "' AS timestamp)";
    }

    /** The least value of a date or time that isn't before this second in UTC; a date is its midnight. */
    static String notBefore(ColumnType type, LocalDateTime second) {
        if (type != ColumnType.Simple.DATE) {
            return timestamp(type, second.toInstant(ZoneOffset.UTC));
        }
        LocalDate date = second.toLocalDate();
        return "CAST('" + (date.atStartOfDay().isBefore(second) ? date.plusDays(1) : date) + "' AS date)";
    }

    private static String timestamp(ColumnType type, Instant instant) {
        String utc = TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        return type == ColumnType.Simple.TIMESTAMPTZ
                ? "CAST('" + utc + "+00' AS timestamptz)"
                : "CAST('" + utc + "' AS timestamp)";
    }

    private static Object parsed(Column column, String text) {
        try {
            return ValueParser.ofContract(column.type(), column.notation().zone())
                    .parse(text);
        } catch (ValueFaultException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + column.type().sql(), e);
        }
    }
}
