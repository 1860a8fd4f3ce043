package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a statement into tokens; refuses the characters that Waybill's SQL has no use for. */
final class Tokenizer {
    private static final int LONGEST_NAME = 127;

    private static final Pattern TOKEN = Pattern.compile("""
            (?<word>[A-Za-z_][A-Za-z0-9_]*)\
            |"(?<quoted>(?:[^"]|"")+)"\
            |(?<string>'(?:[^']|'')*')\
            |(?<number>[0-9]+(?:\\.[0-9]+)?)\
            |(?<parameter>:[a-z_]+)\
            |(?<symbol><>|<=|>=|\\|\\||[-+*/%=<>(),.])""");

    private Tokenizer() {}

    static List<Token> read(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int position = 0;
        while (position < sql.length()) {
            if (Character.isWhitespace(sql.charAt(position))) {
                position++;
            } else if (matcher.region(position, sql.length()).lookingAt()) {
                tokens.add(token(matcher));
                position = matcher.end();
            } else {
                throw unknown(sql.substring(position));
            }
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("word") != null) {
            return new Token(Kind.WORD, matcher.group());
        }
        if (matcher.group("quoted") != null) {
            return name(matcher.group("quoted").replace("\"\"", "\""));
        }
        if (matcher.group("string") != null) {
            return string(matcher.group());
        }
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group());
        }
        return new Token(matcher.group("parameter") != null ? Kind.PARAMETER : Kind.SYMBOL, matcher.group());
    }

    private static Token name(String name) {
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new LintException(Source.NAMES, "\"" + name + "\" is folded to lower case, quoted or not");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new LintException(Source.NAMES, "\"" + name + "\" is longer than 127 bytes, and is cut");
        }
        return new Token(Kind.QUOTED, name);
    }

    private static Token string(String string) {
        if (string.replace("\\\\", "").contains("\\")) {
            throw new LintException(Source.STRINGS, "a backslash in " + string + " escapes what follows: double it");
        }
        return new Token(Kind.STRING, string);
    }

    private static LintException unknown(String rest) {
        if (rest.startsWith("::")) {
            return new LintException(Source.WAYBILL, ":: is read as a parameter by clients: CAST");
        }
        if (rest.startsWith("[")) {
            return new LintException(Source.UNSUPPORTED, "there are no arrays");
        }
        if (rest.startsWith(";")) {
            return new LintException(Source.DATA_API, "a statement stands alone, without a semicolon");
        }
        return new LintException(Source.WAYBILL, "no SQL of ours has " + rest.charAt(0));
    }
}
