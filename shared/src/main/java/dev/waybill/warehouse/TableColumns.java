package dev.waybill.warehouse;

import dev.waybill.contract.ColumnType;
import dev.waybill.contract.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The columns that a target and Waybill's own tables beside it have in the warehouse, read at once. */
public final class TableColumns {
    private final Map<TableName, Map<String, String>> tables;

    private TableColumns(Map<TableName, Map<String, String>> tables) {
        this.tables = tables;
    }

    public static TableColumns read(WarehouseSession session, TableName target) {
        Rows rows = session.execute(
                new SqlStatement("Read the columns of the target, and of Waybill's own tables beside it", """
                        SELECT table_schema, table_name, column_name, data_type,
                          character_maximum_length, numeric_precision, numeric_scale
                        FROM information_schema.columns
                        WHERE (table_schema = :schema AND table_name = :table)
                          OR (table_schema = 'waybill' AND table_name IN ('batch', :tombstones, :versions))
                        ORDER BY table_schema, table_name, ordinal_position"""),
                Map.of(
                        "schema", target.schema(),
                        "table", target.name(),
                        "tombstones", Tombstones.table(target).name(),
                        "versions", Versions.table(target).name()));
        Map<TableName, Map<String, String>> tables = new HashMap<>();
        for (int i = 0; i < rows.count(); i++) {
            TableName table =
                    new TableName(rows.text(i, 0).orElseThrow(), rows.text(i, 1).orElseThrow());
            tables.computeIfAbsent(table, name -> new LinkedHashMap<>())
                    .put(rows.text(i, 2).orElseThrow(), type(rows, i));
        }
        return new TableColumns(tables);
    }

    /** Types by names, in the table's order; empty if there is no such table. */
    Map<String, String> of(TableName table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** The type as the contract would write it; as the warehouse does where a contract can't. */
    private static String type(Rows rows, int row) {
        String type = rows.text(row, 3).orElseThrow();
        String full = switch (type) {
            case "character varying", "character" ->
                type + rows.text(row, 4).map(length -> "(" + length + ")").orElse("");
            case "numeric" ->
                type
                        + rows.text(row, 5)
                                .map(precision -> "(" + precision + ","
                                        + rows.text(row, 6).orElse("0") + ")")
                                .orElse("");
            default -> type;
        };
        Optional<ColumnType> parsed = ColumnType.parse(full);
        return parsed.map(ColumnType::sql).orElse(full);
    }
}
