package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one statement, read one after the other. */
final class Tokens {
    private final List<Token> tokens;
    private final Author author;
    private int position;

    Tokens(String sql, Author author) {
        this.tokens = Tokenizer.read(sql);
        this.author = author;
    }

    private Tokens(List<Token> tokens, Author author) {
        this.tokens = tokens;
        this.author = author;
    }

    /** What is left to read, as a text of another author. */
    Tokens restOf(Author other) {
        Tokens rest = new Tokens(tokens.subList(position, tokens.size()), other);
        position = tokens.size();
        return rest;
    }

    Author author() {
        return author;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return position + ahead < tokens.size() ? tokens.get(position + ahead) : Token.END;
    }

    /** Whether these words or symbols come next. */
    boolean at(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean haveParameter() {
        return tokens.stream().anyMatch(token -> token.kind() == Kind.PARAMETER);
    }

    Token take() {
        Token token = peek();
        position++;
        return token;
    }

    /** Takes these words or symbols if they come next. */
    boolean takeIf(String... words) {
        if (!at(words)) {
            return false;
        }
        position += words.length;
        return true;
    }

    void expect(String... words) {
        if (!takeIf(words)) {
            throw unexpected(String.join(" ", words));
        }
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected("the end");
        }
    }

    String string() {
        if (peek().kind() != Kind.STRING) {
            throw unexpected("a string");
        }
        String text = take().text();
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    int number() {
        if (peek().kind() != Kind.NUMBER) {
            throw unexpected("a number");
        }
        return Integer.parseInt(take().text());
    }

    /** A column or a schema, in quotes if Waybill says it. */
    String name() {
        if (!peek().isName()) {
            throw unexpected("a name");
        }
        requireQuotes(peek());
        return take().text();
    }

    /** A name that the statement itself gives: of a table in it, or of a column that it makes. */
    String alias() {
        if (peek().kind() == Kind.WORD && ReservedWords.has(peek().text())) {
            throw new LintException(Source.RESERVED, peek().text() + " is a reserved word: quote it");
        }
        if (!peek().isName()) {
            throw unexpected("a name");
        }
        return take().text();
    }

    /** {@code "schema"."table"} or {@code "table"}, which is a temporary one. */
    String table() {
        if (takeIf("information_schema", ".")) {
            return "information_schema." + take().text();
        }
        if (peek().kind() == Kind.WORD && peek().text().startsWith("pg_")) {
            return take().text();
        }
        String first = name();
        return takeIf(".") ? first + "." + name() : first;
    }

    /** {@code (a, b)}. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        expect("(");
        do {
            names.add(name());
        } while (takeIf(","));
        expect(")");
        return names;
    }

    private void requireQuotes(Token token) {
        if (author == Author.WAYBILL && token.kind() == Kind.WORD) {
            throw new LintException(Source.NAMES, token.text() + " stands without quotes, and may be a reserved word");
        }
    }

    LintException unexpected(String wanted) {
        return new LintException(
                Source.WAYBILL, "no statement of ours has " + peek().text() + " where " + wanted + " belongs");
    }
}
