package dev.waybill.local.warehouse.sql;

/**
 * A piece of SQL that counts.
 *
 * @param text as it is written
 * @param leading the white space and comments before it
 */
record Token(Kind kind, String text, String leading) {

    enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A string, be it in quotes or in dollars. */
        STRING,
        NUMBER,
        /** {@code :name}, a value to bind. */
        PARAMETER,
        /** {@code ::}, or any other single character. */
        SYMBOL
    }

    static Token word(String text, String leading) {
        return new Token(Kind.WORD, text, leading);
    }

    static Token symbol(String text) {
        return new Token(Kind.SYMBOL, text, "");
    }

    /** Whether it is this keyword, in whatever case, or this symbol. */
    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(expected);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** A name without its quotes, lower-case as Redshift folds it. */
    String name() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").toLowerCase(java.util.Locale.ROOT)
                : text.toLowerCase(java.util.Locale.ROOT);
    }

    Token with(String newText) {
        return new Token(kind, newText, leading);
    }

    @Override
    public String toString() {
        return leading + text;
    }
}
