package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Redshift's casts, keywords and functions within a statement. */
final class Expressions {
    private final TokenReader reader;
    private final List<Token> output = new ArrayList<>();

    private Expressions(List<Token> tokens) {
        this.reader = new TokenReader(tokens);
    }

    static List<Token> translate(List<Token> tokens) throws RefusedSqlException {
        return new Expressions(tokens).translate();
    }

    private List<Token> translate() throws RefusedSqlException {
        while (!reader.atEnd()) {
            Token token = reader.peek();
            boolean isFree = token.kind() == Kind.WORD && !reader.peek(-1).is(".");
            if (token.is("::")) {
                output.add(reader.take());
                output.addAll(DataTypes.ofCast(reader));
            } else if (isFree && reader.at("cast", "(")) {
                cast();
            } else if (isFree && isSysdate()) {
                output.add(reader.take().withText("sysdate()"));
            } else if (isFree && reader.at("information_schema", ".", "columns")) {
                output.addAll(Tokenizer.read(token.leading() + "redshift.information_schema_columns"));
                reader.take(3);
            } else if (isFree && isApproximate()) {
                reader.take();
            } else if (isFree && reader.peek(1).is("(")) {
                call();
            } else {
                output.add(reader.take());
            }
        }
        return output;
    }

    /** SYSDATE has no parentheses; as an alias or a column's name it is left alone. */
    private boolean isSysdate() {
        return reader.at("sysdate")
                && !reader.peek(1).is("(")
                && !reader.peek(1).is(".")
                && !reader.peek(-1).is("as");
    }

    private boolean isApproximate() {
        return reader.at("approximate", "count") || reader.at("approximate", "percentile_disc");
    }

    private void cast() throws RefusedSqlException {
        output.add(reader.take());
        List<Token> group = reader.takeGroup();
        int as = lastAs(group);
        if (as < 0) {
            output.addAll(Expressions.translate(group));
            return;
        }
        TokenReader type = new TokenReader(group.subList(as + 1, group.size()));
        output.addAll(Expressions.translate(group.subList(0, as)));
        output.add(group.get(as));
        output.addAll(DataTypes.ofCast(type));
        output.addAll(type.takeRest());
    }

    /** Where AS stands in {@code (… AS type)}, past any other cast within. */
    private static int lastAs(List<Token> group) {
        int depth = 0;
        int as = -1;
        for (int i = 0; i < group.size(); i++) {
            Token token = group.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 1 && token.is("as")) {
                as = i;
            }
        }
        return as;
    }

    private void call() throws RefusedSqlException {
        Token name = reader.take();
        if (!Functions.isTranslated(name.name())) {
            output.add(name);
            return;
        }
        List<List<Token>> arguments = TokenReader.parts(reader.takeGroup());
        String sql = name.is("listagg")
                ? Functions.listagg(translated(arguments), reader)
                : name.is("convert") ? convert(arguments) : Functions.translate(name.name(), translated(arguments));
        List<Token> tokens = new ArrayList<>(Tokenizer.read(sql));
        tokens.set(0, tokens.get(0).withLeading(name.leading()));
        output.addAll(tokens);
    }

    /** {@code CONVERT(type, expression)}. */
    private static String convert(List<List<Token>> arguments) throws RefusedSqlException {
        if (arguments.size() != 2) {
            throw new RefusedSqlException("CONVERT takes a type and an expression");
        }
        TokenReader type = new TokenReader(arguments.get(0));
        String translated = Token.join(DataTypes.ofCast(type));
        return "CAST(" + Token.join(Expressions.translate(arguments.get(1))) + " AS " + translated + ")";
    }

    private static List<String> translated(List<List<Token>> arguments) throws RefusedSqlException {
        List<String> texts = new ArrayList<>();
        for (List<Token> argument : arguments) {
            texts.add(Token.join(Expressions.translate(argument)));
        }
        return texts;
    }
}
