package dev.waybill.warehouse.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The tables that the statements so far have made, and the system's own: columns by names. */
final class KnownTables {
    private static final int MOST_COLUMNS = 1600;

    private final Map<String, List<String>> tables = new HashMap<>(Map.of(
            "pg_class", List.of("oid", "relname", "relnamespace"),
            "pg_namespace", List.of("oid", "nspname"),
            "information_schema.columns",
                    List.of(
                            "table_schema",
                            "table_name",
                            "column_name",
                            "ordinal_position",
                            "data_type",
                            "character_maximum_length",
                            "numeric_precision",
                            "numeric_scale")));

    boolean has(String table) {
        return tables.containsKey(table);
    }

    List<String> columns(String table) {
        List<String> columns = tables.get(table);
        if (columns == null) {
            throw new LintException(Source.WAYBILL, "there is no table " + table);
        }
        return columns;
    }

    void create(String table, List<String> columns) {
        if (columns.size() > MOST_COLUMNS) {
            throw new LintException(Source.CREATE_TABLE, table + " has more than 1600 columns");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new LintException(Source.CREATE_TABLE, table + " has a column twice");
        }
        tables.put(table, List.copyOf(columns));
    }

    void add(String table, String column) {
        List<String> columns = new ArrayList<>(columns(table));
        columns.add(column);
        create(table, columns);
    }

    void requireColumn(String table, String column) {
        if (!columns(table).contains(column)) {
            throw new LintException(Source.WAYBILL, table + " has no column " + column);
        }
    }
}
