package dev.waybill.value;

/** Floating point, finite only. Java's own extras (hexadecimal, a trailing d) are no numbers here. */
record FloatParser(boolean single) implements ValueParser {
    @Override
    public Object parse(String text) throws ValueFaultException {
        String type = single ? "real" : "double precision";
        if (!numeric(text)) {
            throw new ValueFaultException("is not a " + type);
        }
        double value;
        try {
            value = single ? Float.parseFloat(text) : Double.parseDouble(text);
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
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
