package dev.waybill.local.warehouse.copy;

import dev.waybill.local.warehouse.sql.LocalStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column that COPY loads into.
 *
 * @param type PostgreSQL's internal name: {@code int4}, {@code varchar}
 * @param modifier as in pg_attribute.atttypmod; -1 without one
 */
record TableColumn(String name, String type, int modifier) {
    private static final String COLUMNS = """
            SELECT a.attname, t.typname, a.atttypmod
            FROM pg_attribute AS a
            JOIN pg_type AS t ON t.oid = a.atttypid
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /** Without a length. */
    static final int UNBOUNDED = -1;

    /** The columns that a COPY names, in its order; all of the table's, if it names none. */
    static List<TableColumn> read(Connection connection, LocalStatement.Copy copy) throws SQLException {
        Map<String, TableColumn> columns = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, copy.table());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.put(
                            rows.getString(1), new TableColumn(rows.getString(1), rows.getString(2), rows.getInt(3)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("ERROR: Cannot COPY into nonexistent table " + copy.table(), "42P01");
        }
        if (copy.columns().isEmpty()) {
            return List.copyOf(columns.values());
        }
        List<TableColumn> named = new ArrayList<>();
        for (String name : copy.columns()) {
            named.add(Optional.ofNullable(columns.get(name))
                    .orElseThrow(() -> new SQLException(
                            "ERROR: column \"" + name + "\" of relation " + copy.table() + " does not exist",
                            "42703")));
        }
        return named;
    }

    String quotedName() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The most bytes that a character type takes. */
    int bytes() {
        return modifier < 0 ? UNBOUNDED : modifier - 4;
    }

    int precision() {
        return modifier < 0 ? UNBOUNDED : (modifier - 4) >> 16;
    }

    int scale() {
        return modifier < 0 ? UNBOUNDED : (modifier - 4) & 0x7ff;
    }

    /** As Redshift writes it in its errors. */
    String redshiftType() {
        return switch (type) {
            case "int2" -> "SMALLINT";
            case "int4" -> "INT";
            case "int8" -> "BIGINT";
            case "float4" -> "REAL";
            case "float8" -> "DOUBLE";
            case "bool" -> "BOOLEAN";
            case "numeric" -> "DECIMAL(" + precision() + ", " + scale() + ")";
            case "varchar" -> "VARCHAR(" + bytes() + ")";
            case "bpchar" -> "CHAR(" + bytes() + ")";
            default -> type.toUpperCase(java.util.Locale.ROOT);
        };
    }
}
