package dev.waybill.value;

import dev.waybill.contract.ColumnType;
import java.math.BigDecimal;

/** Exact decimals: a digit that doesn't fit is a fault, never rounded away. */
record DecimalParser(ColumnType.Decimal type) implements ValueParser {
    private static final int LONGEST = 400;

    @Override
    public Object parse(String text) throws ValueFaultException {
        BigDecimal value;
        try {
            value = text.length() > LONGEST ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            value = null;
        }
        if (value == null) {
            throw new ValueFaultException("is not a " + type.sql());
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if (value.precision() - (long) value.scale() > type.precision() - type.scale()) {
            throw new ValueFaultException("is out of range for a " + type.sql());
        }
        BigDecimal plain = value.scale() > type.scale() ? value.stripTrailingZeros() : value;
        if (plain.scale() > type.scale()) {
            throw new ValueFaultException(
                    "has more than " + type.scale() + " decimal places, too many for a " + type.sql());
        }
        return plain.setScale(type.scale());
    }
}
