package dev.waybill.local.warehouse.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        SYMBOL,
        /** Nothing: there is no more. */
        END
    }

    /** Whether it is this keyword, in whatever case, or this symbol. */
    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(expected);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** A name or keyword without its quotes, lower-case as Redshift folds it. */
    String name() {
        String bare = kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        return bare.toLowerCase(Locale.ROOT);
    }

    Token withText(String newText) {
        return new Token(kind, newText, leading);
    }

    Token withLeading(String newLeading) {
        return new Token(kind, text, newLeading);
    }

    /** The SQL that tokens make. */
    static String join(List<Token> tokens) {
        return tokens.stream()
                .map(Token::toString)
                .collect(Collectors.joining())
                .strip();
    }

    @Override
    public String toString() {
        return leading + text;
    }
}
