package dev.waybill.contract;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column of the target table and where its value comes from.
 *
 * @param name lower-case snake_case
 * @param from the CSV header name as it stands, or the {@link FieldPath} into a JSON or XML record; without it, the source
 *     field whose name in snake_case is the column's name
 * @param required a row without a value is rejected; always so for the columns of the key
 */
public record Column(
        String name,
        Optional<String> from,
        ColumnType type,
        boolean required,
        Standard standard,
        Notation notation,
        ValueRules rules) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /**
     * The columns that every table of the warehouse has, so that none can be made.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">System columns</a>
     */
    private static final Set<String> SYSTEM = Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /** Whether a column can have this name: what begins with {@code _} is Waybill's own. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !isSystemName(text);
    }

    /** Whether every table has a column of this name. */
    public static boolean isSystemName(String text) {
        return SYSTEM.contains(text);
    }
}
