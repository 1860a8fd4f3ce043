package dev.waybill.value;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;

/** Makes a value of one column from its text, which is never empty for a type that isn't a character type. */
@FunctionalInterface
public interface ValueParser {
    Object parse(String text) throws ValueFaultException;

    static ValueParser of(Column column) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Varchar varchar) {
            return new TextParser(varchar.bytes(), varchar.sql(), false);
        }
        if (type instanceof ColumnType.Char fixed) {
            return new TextParser(fixed.bytes(), fixed.sql(), true);
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
            case BOOLEAN -> new BooleanParser();
            case DATE -> new TimeParser(column)::date;
            case TIMESTAMP, TIMESTAMPTZ -> new TimeParser(column)::timestamp;
        };
    }
}
