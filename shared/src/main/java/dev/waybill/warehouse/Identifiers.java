package dev.waybill.warehouse;

import dev.waybill.contract.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** The one place where names become SQL. All are lower-case already, since Redshift folds them, quoted or not. */
final class Identifiers {
    private Identifiers() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    /** A text where SQL takes no parameter; Redshift takes a backslash for an escape. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** {@code "a", "b"}. */
    static String list(List<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }

    /** {@code s."a", s."b"}. */
    static String list(String alias, List<String> names) {
        return names.stream().map(name -> alias + "." + quoted(name)).collect(Collectors.joining(", "));
    }

    /** {@code a."k1" = b."k1" AND a."k2" = b."k2"}. */
    static String equal(String left, String right, List<String> names) {
        return names.stream()
                .map(name -> left + "." + quoted(name) + " = " + right + "." + quoted(name))
                .collect(Collectors.joining(" AND "));
    }
}
