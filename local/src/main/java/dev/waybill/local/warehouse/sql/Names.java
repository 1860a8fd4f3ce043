package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names and strings as Redshift takes them. */
final class Names {
    private static final int LONGEST_IN_REDSHIFT = 127;
    private static final int LONGEST_IN_POSTGRESQL = 63;

    private Names() {}

    /**
     * Folds quoted names to lower case, as Redshift does unless told otherwise, and marks strings whose backslashes
     * escape, as Redshift's do.
     *
     * @throws RefusedSqlException if a name is longer than either database keeps
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_names.html">Names and identifiers</a>
     */
    static List<Token> fold(List<Token> tokens) throws RefusedSqlException {
        List<Token> folded = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isName()) {
                requireLength(token.name());
            }
            if (token.kind() == Kind.QUOTED) {
                folded.add(token.withText('"' + token.name().replace("\"", "\"\"") + '"'));
            } else if (hasEscape(token) && !isMarked(token, folded)) {
                folded.add(token.withText("E" + token.text()));
            } else {
                folded.add(token);
            }
        }
        return folded;
    }

    private static void requireLength(String name) throws RefusedSqlException {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_IN_REDSHIFT) {
            throw new RefusedSqlException("The name \"" + name + "\" has " + bytes + " bytes. Redshift would cut it at "
                    + LONGEST_IN_REDSHIFT + " without a word. Shorten it");
        }
        if (bytes > LONGEST_IN_POSTGRESQL) {
            throw new RefusedSqlException("The name \"" + name + "\" has " + bytes
                    + " bytes. Redshift takes it, but the local warehouse takes " + LONGEST_IN_POSTGRESQL
                    + " at most. Shorten it");
        }
    }

    private static boolean hasEscape(Token token) {
        return token.kind() == Kind.STRING
                && token.text().startsWith("'")
                && token.text().contains("\\");
    }

    private static boolean isMarked(Token string, List<Token> before) {
        return string.leading().isEmpty()
                && !before.isEmpty()
                && before.get(before.size() - 1).is("E");
    }
}
