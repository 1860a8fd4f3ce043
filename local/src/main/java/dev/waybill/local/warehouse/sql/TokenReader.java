package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads tokens one after the other. Past the end there is an empty token, which is no word and no symbol. */
final class TokenReader {
    private static final Token END = new Token(Kind.END, "", "");
    private final List<Token> tokens;
    private int position;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return position >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    /** The token {@code ahead} of the next one; negative for those that were taken. */
    Token peek(int ahead) {
        int index = position + ahead;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
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

    Token take() {
        return tokens.get(position++);
    }

    List<Token> take(int count) {
        List<Token> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(take());
        }
        return taken;
    }

    /** Takes these words or symbols if they come next. */
    boolean takeIf(String... words) {
        if (!at(words)) {
            return false;
        }
        position += words.length;
        return true;
    }

    void expect(String word) throws RefusedSqlException {
        if (!takeIf(word)) {
            throw syntaxError();
        }
    }

    /** {@code name}, {@code schema.name} or {@code database.schema.name}. */
    List<Token> takeQualifiedName() throws RefusedSqlException {
        List<Token> name = new ArrayList<>();
        do {
            if (!peek().isName()) {
                throw syntaxError();
            }
            name.add(take());
        } while (at(".") && name.add(take()));
        return name;
    }

    /** A parenthesis and all up to the one that closes it. */
    List<Token> takeGroup() throws RefusedSqlException {
        if (!at("(")) {
            throw syntaxError();
        }
        List<Token> group = new ArrayList<>();
        int depth = 0;
        do {
            if (atEnd()) {
                throw syntaxError();
            }
            depth += at("(") ? 1 : at(")") ? -1 : 0;
            group.add(take());
        } while (depth > 0);
        return group;
    }

    List<Token> takeRest() {
        List<Token> rest = List.copyOf(tokens.subList(Math.min(position, tokens.size()), tokens.size()));
        position = tokens.size();
        return rest;
    }

    /** As the database says that it didn't expect the next token. */
    RefusedSqlException syntaxError() {
        return new RefusedSqlException(
                atEnd() ? "syntax error at end of input" : "syntax error at or near \"" + peek().text() + "\"");
    }

    /** What a group holds, cut at its commas. */
    static List<List<Token>> parts(List<Token> group) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : group.subList(1, group.size() - 1)) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        if (!part.isEmpty() || !parts.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
