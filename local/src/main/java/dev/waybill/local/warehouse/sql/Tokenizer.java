package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens, by Redshift's rules: comments nest, and a backslash in a string escapes the next character.
 * Nothing is lost: the tokens' texts, with what leads them, are the SQL.
 */
final class Tokenizer {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    /** The tokens of a text; comments at its end are dropped. */
    static List<Token> read(String sql) throws RefusedSqlException {
        Tokenizer tokenizer = new Tokenizer(sql);
        tokenizer.readAll();
        return tokenizer.tokens;
    }

    private void readAll() throws RefusedSqlException {
        while (true) {
            int before = position;
            skipSpace();
            if (position == sql.length()) {
                return;
            }
            int start = position;
            Kind kind = readToken();
            tokens.add(new Token(kind, sql.substring(start, position), sql.substring(before, start)));
        }
    }

    private Kind readToken() throws RefusedSqlException {
        char first = sql.charAt(position);
        if (first == '\'') {
            readQuoted('\'', true);
            return Kind.STRING;
        }
        if (first == '"') {
            readQuoted('"', false);
            return Kind.QUOTED;
        }
        if (first == '$' && readDollarQuoted()) {
            return Kind.STRING;
        }
        if (isLetter(first)) {
            skipWord();
            return Kind.WORD;
        }
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            readNumber();
            return Kind.NUMBER;
        }
        return readSymbol();
    }

    private Kind readSymbol() {
        if (peek(0) == ':' && peek(1) == ':') {
            position += 2;
            return Kind.SYMBOL;
        }
        if (peek(0) == ':' && isLetter(peek(1))) {
            position++;
            skipWord();
            return Kind.PARAMETER;
        }
        position++;
        return Kind.SYMBOL;
    }

    private void readQuoted(char quote, boolean escapes) throws RefusedSqlException {
        int start = position++;
        while (position < sql.length()) {
            char next = sql.charAt(position++);
            if (escapes && next == '\\') {
                position++;
            } else if (next == quote) {
                if (peek(0) != quote) {
                    return;
                }
                position++;
            }
        }
        throw new RefusedSqlException("unterminated quoted " + (escapes ? "string" : "identifier") + " at or near \""
                + excerpt(start) + "\"");
    }

    /** {@code $$text$$} or {@code $tag$text$tag$}; false, and nothing read, if it isn't one. */
    private boolean readDollarQuoted() throws RefusedSqlException {
        int end = position + 1;
        while (end < sql.length() && (isLetter(sql.charAt(end)) || isDigit(sql.charAt(end)))) {
            end++;
        }
        if (end == sql.length() || sql.charAt(end) != '$' || isDigit(peek(1))) {
            return false;
        }
        String tag = sql.substring(position, end + 1);
        int close = sql.indexOf(tag, end + 1);
        if (close < 0) {
            throw new RefusedSqlException("unterminated dollar-quoted string at or near \"" + excerpt(position) + "\"");
        }
        position = close + tag.length();
        return true;
    }

    private void readNumber() {
        while (isDigit(peek(0)) || peek(0) == '.') {
            position++;
        }
        boolean exponent = (peek(0) == 'e' || peek(0) == 'E')
                && (isDigit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && isDigit(peek(2))));
        if (exponent) {
            position += 2;
            while (isDigit(peek(0))) {
                position++;
            }
        }
    }

    private void skipWord() {
        while (position < sql.length()
                && (isLetter(sql.charAt(position)) || isDigit(sql.charAt(position)) || sql.charAt(position) == '$')) {
            position++;
        }
    }

    private void skipSpace() throws RefusedSqlException {
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (sql.startsWith("--", position)) {
                int end = sql.indexOf('\n', position);
                position = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", position)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() throws RefusedSqlException {
        int start = position;
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
            if (position >= sql.length() && depth > 0) {
                throw new RefusedSqlException("unterminated /* comment at or near \"" + excerpt(start) + "\"");
            }
        } while (depth > 0);
    }

    private String excerpt(int start) {
        return sql.substring(start, Math.min(sql.length(), start + 40));
    }

    private char peek(int ahead) {
        return position + ahead < sql.length() ? sql.charAt(position + ahead) : '\0';
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '_' || Character.isSurrogate(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
