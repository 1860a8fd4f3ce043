package dev.waybill.value;

import java.math.BigDecimal;
import java.util.function.Function;

/** Whole numbers with a range. {@code 12.00} and {@code 1e3} are whole; {@code 12.5} is not. */
record IntegerParser(long min, long max, String sql, Function<Long, Object> narrow) implements ValueParser {
    /** More digits than this can't be in range, and make a slow BigDecimal. */
    private static final int LONGEST = 400;

    @Override
    public Object parse(String text) throws ValueFaultException {
        long value = plain(text) ? Long.parseLong(text) : exact(text);
        if (value < min || value > max) {
            throw outOfRange();
        }
        return narrow.apply(value);
    }

    /** An optional minus and at most 18 digits, which no long overflows at. */
    private static boolean plain(String text) {
        int begin = text.charAt(0) == '-' ? 1 : 0;
        if (text.length() == begin || text.length() > begin + 18) {
            return false;
        }
        for (int i = begin; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private long exact(String text) throws ValueFaultException {
        if (text.length() > LONGEST) {
            throw notOne();
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw notOne();
        }
        if (value.signum() == 0) {
            return 0;
        }
        // Compared by magnitude first: 1e999999999 must not be written out.
        if (value.precision() - value.scale() > 19) {
            throw outOfRange();
        }
        if (value.stripTrailingZeros().scale() > 0) {
            throw notOne();
        }
        if (value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
                || value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw outOfRange();
        }
        return value.longValueExact();
    }

    private ValueFaultException notOne() {
        return new ValueFaultException("is not " + article() + sql);
    }

    private ValueFaultException outOfRange() {
        return new ValueFaultException("is out of range for " + article() + sql + " (" + min + " to " + max + ")");
    }

    private String article() {
        return sql.startsWith("i") ? "an " : "a ";
    }
}
