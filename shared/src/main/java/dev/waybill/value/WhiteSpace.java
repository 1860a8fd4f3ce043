package dev.waybill.value;

/** White space of any kind, that which doesn't break lines too: {@link String#strip} leaves it. */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The text with one space instead of each run of white space. */
    static String collapsed(String text) {
        int begin = firstOther(text);
        if (begin == text.length()) {
            return text;
        }
        StringBuilder collapsed = new StringBuilder(text.length()).append(text, 0, begin);
        boolean space = begin > 0 && text.charAt(begin - 1) == ' ';
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean more = is(c);
            if (!more) {
                collapsed.append(c);
            } else if (!space) {
                collapsed.append(' ');
            }
            space = more;
        }
        return collapsed.toString();
    }

    /** The index of the first white space that isn't one space alone. */
    private static int firstOther(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (is(c) && (c != ' ' || (i > 0 && text.charAt(i - 1) == ' '))) {
                return i;
            }
        }
        return text.length();
    }
}
