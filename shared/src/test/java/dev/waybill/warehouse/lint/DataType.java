package dev.waybill.warehouse.lint;

import dev.waybill.contract.ColumnType;
import java.util.Optional;

/** A type as Redshift itself writes it, within its limits. */
record DataType(String text) {

    static DataType ofColumn(Tokens tokens) {
        String text = read(tokens);
        Optional<String> known = ColumnType.parse(text).map(ColumnType::sql);
        if (!known.equals(Optional.of(text))) {
            throw new LintException(Source.TYPES, text + " is no type of a column: " + ColumnType.SUPPORTED);
        }
        return new DataType(text);
    }

    /** In a cast, a varchar needs no length: it is 256, longer than any number. */
    static DataType ofCast(Tokens tokens) {
        return tokens.at("varchar") && !tokens.peek(1).is("(")
                ? new DataType(tokens.take().text())
                : ofColumn(tokens);
    }

    boolean isSuper() {
        return text.equals("super");
    }

    private static String read(Tokens tokens) {
        StringBuilder text = new StringBuilder(tokens.take().text());
        if (tokens.takeIf("precision")) {
            text.append(" precision");
        }
        if (tokens.takeIf("(")) {
            text.append('(').append(tokens.number());
            if (tokens.takeIf(",")) {
                text.append(',').append(tokens.number());
            }
            tokens.expect(")");
            text.append(')');
        }
        return text.toString();
    }
}
