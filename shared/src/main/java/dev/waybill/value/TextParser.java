package dev.waybill.value;

import dev.waybill.contract.ValueRules.TooLong;

/**
 * Character types: their length counts bytes in UTF-8, and char holds single-byte characters only. What is too long is a
 * fault, or its end is cut off: between two characters, and whatever is wrong with the end.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Character types</a>
 */
record TextParser(int bytes, String sql, boolean singleByte, TooLong tooLong) implements ValueParser {
    @Override
    public Object parse(String text) throws ValueFaultException {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > 0 && c < 0x80;
            int size = plain ? 1 : bytes(text, i);
            if (length + size > bytes && tooLong == TooLong.TRUNCATE) {
                return text.substring(0, i);
            }
            if (!plain) {
                check(text, i);
            }
            length += size;
            if (size == 4) {
                i++;
            }
        }
        if (length > bytes) {
            throw new ValueFaultException(
                    "has " + length + " bytes, too long for a " + sql, "is too long for a " + sql);
        }
        return text;
    }

    /** How many bytes the character at an index has: 4 for one that is two chars in Java. */
    private static int bytes(String text, int i) {
        char c = text.charAt(i);
        if (c < 0x800) {
            return c < 0x80 ? 1 : 2;
        }
        return Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                ? 4
                : 3;
    }

    private void check(String text, int i) throws ValueFaultException {
        char c = text.charAt(i);
        if (c == 0) {
            throw new ValueFaultException("holds a NUL character, which a " + sql + " can't");
        }
        if (c >= 0x80 && singleByte) {
            throw new ValueFaultException("holds a character outside ASCII, which a " + sql + " can't");
        }
        if (Character.isSurrogate(c) && bytes(text, i) != 4) {
            throw new ValueFaultException("holds half a character (an unpaired surrogate)");
        }
    }
}
