package dev.waybill.value;

import com.fasterxml.jackson.core.io.NumberInput;

/** Floating point, finite only, read by Jackson's parser, which is several times as fast as Java's and as exact. Java's own extras (hexadecimal, a trailing d) are no numbers here. */
record FloatParser(boolean single) implements ValueParser {
    @Override
    public Object parse(String text) throws ValueFaultException {
        String type = single ? "real" : "double precision";
        if (!numeric(text)) {
            throw new ValueFaultException("is not a " + type);
        }
        double value;
        try {
            value = single ? NumberInput.parseFloat(text, true) : NumberInput.parseDouble(text, true);
        } catch (NumberFormatException e) {
            throw new ValueFaultException("is not a " + type);
        }
        if (Double.isInfinite(value)) {
            throw new ValueFaultException("is out of range for a " + type);
        }
        if (single) {
            return (float) value;
        }
        return value;
    }

    private static boolean numeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
