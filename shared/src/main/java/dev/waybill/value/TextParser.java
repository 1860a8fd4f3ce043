package dev.waybill.value;

/**
 * Character types: their length counts bytes in UTF-8, and char holds single-byte characters only.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Character types</a>
 */
record TextParser(int bytes, String sql, boolean singleByte) implements ValueParser {
    @Override
    public Object parse(String text) throws ValueFaultException {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new ValueFaultException("holds a NUL character, which a " + sql + " can't");
            }
            if (c < 0x80) {
                length++;
            } else if (singleByte) {
                throw new ValueFaultException("holds a character outside ASCII, which a " + sql + " can't");
            } else if (c < 0x800) {
                length += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new ValueFaultException("holds half a character (an unpaired surrogate)");
            } else {
                length += 3;
            }
        }
        if (length > bytes) {
            throw new ValueFaultException(
                    "has " + length + " bytes, too long for a " + sql, "is too long for a " + sql);
        }
        return text;
    }
}
