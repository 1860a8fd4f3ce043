package dev.waybill.value;

import java.util.Locale;

/** Booleans as Redshift reads them. */
record BooleanParser() implements ValueParser {
    @Override
    public Object parse(String text) throws ValueFaultException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new ValueFaultException("is not a boolean (true, t, yes, y, 1, false, f, no, n or 0)");
        };
    }
}
