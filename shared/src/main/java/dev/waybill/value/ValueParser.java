package dev.waybill.value;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Notation;
import dev.waybill.contract.ValueRules.TooLong;
import java.time.ZoneId;

/** Makes a value of one column from its text, which is never empty for a type that isn't a character type. */
@FunctionalInterface
public interface ValueParser {
    /**
     * The value: a {@link Short}, {@link Integer}, {@link Long}, {@link java.math.BigDecimal}, {@link Float}, {@link Double},
     * {@link Boolean}, {@link String}, {@link java.time.LocalDate} or {@link java.time.Instant}. A
     * super is its JSON text.
     */
    Object parse(String text) throws ValueFaultException;

    /** Reads what stands in the files. */
    static ValueParser of(Column column) {
        return of(column.type(), column.notation(), column.rules().tooLong());
    }

    /** Reads what stands in the contract, which is written in the usual way whatever the files do. */
    static ValueParser ofContract(ColumnType type, ZoneId zone) {
        return of(type, Notation.usual(zone), TooLong.REJECT);
    }

    private static ValueParser of(ColumnType type, Notation notation, TooLong tooLong) {
        ValueParser usual = usual(type, notation, tooLong);
        return notation.number()
                .<ValueParser>map(number -> new NotatedNumberParser(number, type, usual))
                .orElse(usual);
    }

    private static ValueParser usual(ColumnType type, Notation notation, TooLong tooLong) {
        if (type instanceof ColumnType.Varchar varchar) {
            return new TextParser(varchar.bytes(), varchar.sql(), false, tooLong);
        }
        if (type instanceof ColumnType.Char fixed) {
            return new TextParser(fixed.bytes(), fixed.sql(), true, tooLong);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return new DecimalParser(decimal);
        }
        return switch ((ColumnType.Simple) type) {
            case SMALLINT -> new IntegerParser(Short.MIN_VALUE, Short.MAX_VALUE, type.sql(), Long::shortValue);
            case INTEGER -> new IntegerParser(Integer.MIN_VALUE, Integer.MAX_VALUE, type.sql(), Long::intValue);
            case BIGINT -> new IntegerParser(Long.MIN_VALUE, Long.MAX_VALUE, type.sql(), value -> value);
            case REAL -> new FloatParser(true);
            case DOUBLE -> new FloatParser(false);
            case BOOLEAN ->
                notation.booleans().<ValueParser>map(NotatedBooleanParser::of).orElseGet(BooleanParser::new);
            case DATE -> new TimeParser(type, notation)::date;
            case TIMESTAMP, TIMESTAMPTZ -> new TimeParser(type, notation)::timestamp;
            case SUPER -> new SuperParser();
        };
    }
}
