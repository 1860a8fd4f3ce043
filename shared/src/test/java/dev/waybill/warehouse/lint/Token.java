package dev.waybill.warehouse.lint;

/**
 * A piece of SQL that counts.
 *
 * @param text a name without its quotes, all else as it is written
 */
record Token(Kind kind, String text) {
    static final Token END = new Token(Kind.END, "the end");

    enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        STRING,
        NUMBER,
        /** {@code :name}, a value to bind. */
        PARAMETER,
        SYMBOL,
        END
    }

    /** Whether it is this keyword or this symbol. */
    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(expected);
    }

    boolean isName() {
        return kind == Kind.QUOTED || (kind == Kind.WORD && !ReservedWords.has(text));
    }
}
