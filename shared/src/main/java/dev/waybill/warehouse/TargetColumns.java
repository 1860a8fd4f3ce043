package dev.waybill.warehouse;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the target as it is with its contract. A column that the table lacks is added, those of the lineage too, since a
 * table may be older than Waybill; one of another type is refused with the SQL that a person could run, and so is a missing
 * column of the key, since the rows that are there would have no key. Columns that only the table has are left alone.
 */
public final class TargetColumns {
    /**
     * Of one table.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE TABLE</a>
     */
    private static final int MOST_COLUMNS = 1600;

    private final Contract contract;
    private final List<AddedColumn> added;

    /**
     * A comparison.
     *
     * @param added the columns that the batch has beside the contract's
     */
    public TargetColumns(Contract contract, List<AddedColumn> added) {
        this.contract = contract;
        this.added = added;
    }

    /**
     * Makes the table have all columns of the contract, of the batch and of the lineage, and its tombstones theirs.
     *
     * @throws TargetMismatchException if a column has another type or a key column is missing; the table wasn't changed then
     */
    public void reconcile(WarehouseSession session) {
        if (contract.deleteWhen().isPresent()) {
            new TargetColumns(Tombstones.of(contract), List.of()).reconcile(session);
        }
        Map<String, String> existing = read(session);
        List<String> mistakes = new ArrayList<>();
        List<Column> missing = new ArrayList<>();
        for (Column column : contract.with(added).columns()) {
            String type = existing.get(column.name());
            if (type == null && contract.key().contains(column.name())) {
                mistakes.add(missingKey(column));
            } else if (type == null) {
                missing.add(column);
            } else if (!type.equals(column.type().sql())) {
                mistakes.add(mistake(column, type));
            }
        }
        List<String> lineage = Lineage.COLUMNS.stream()
                .filter(column -> !existing.containsKey(column))
                .toList();
        int more = missing.size() + lineage.size();
        if (existing.size() + more > MOST_COLUMNS) {
            mistakes.add(String.format(
                    Locale.ROOT,
                    "%s has %,d columns and lacks %,d, and a table can have %,d. Drop columns that nobody needs, or declare"
                            + " fewer",
                    contract.target().table(),
                    existing.size(),
                    more,
                    MOST_COLUMNS));
        }
        if (!mistakes.isEmpty()) {
            throw new TargetMismatchException(mistakes);
        }
        missing.forEach(column -> session.execute(WarehouseDdl.addColumn(contract, column)));
        lineage.forEach(column -> session.execute(WarehouseDdl.addLineage(contract, column)));
    }

    /** Added as NULL, it would equal no batch's key: every row that is there would stay beside the one that replaces it. */
    private String missingKey(Column column) {
        String sentence =
                "%1$s has no column %2$s, which is in the contract's key. Correct the contract, or give every row a value:"
                        + " ALTER TABLE %1$s ADD COLUMN %2$s %3$s; UPDATE %1$s SET %2$s = <its value>";
        return sentence.formatted(
                contract.target().table(), column.name(), column.type().sql());
    }

    private String mistake(Column column, String type) {
        boolean isAdded = added.stream().anyMatch(one -> one.name().equals(column.name()));
        String sentence = isAdded
                ? "%s.%s is %s in the table and %s as drift: add adds it. Add it to the contract, or change the table: %s"
                : "%s.%s is %s in the table and %s in the contract. Correct the contract, or change the table: %s";
        return sentence.formatted(
                contract.target().table(), column.name(), type, column.type().sql(), change(column, type));
    }

    /**
     * Redshift changes nothing in place but the length of a varchar.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
     */
    private String change(Column column, String type) {
        String change = type.startsWith("varchar") && column.type() instanceof ColumnType.Varchar
                ? "ALTER TABLE %1$s ALTER COLUMN %2$s TYPE %3$s"
                : "ALTER TABLE %1$s ADD COLUMN %2$s_new %3$s; UPDATE %1$s SET %2$s_new = %4$s;"
                        + " ALTER TABLE %1$s DROP COLUMN %2$s; ALTER TABLE %1$s RENAME COLUMN %2$s_new TO %2$s";
        return change.formatted(
                contract.target().table(), column.name(), column.type().sql(), converted(column, type));
    }

    /** A cast would make a text that is a JSON string, and of a JSON object NULL. */
    private static String converted(Column column, String type) {
        if (column.type() == ColumnType.Simple.SUPER && type.contains("char")) {
            return "JSON_PARSE(" + column.name() + ")";
        }
        if (column.type().isText() && type.equals("super")) {
            return "JSON_SERIALIZE(" + column.name() + ")";
        }
        return "CAST(" + column.name() + " AS " + column.type().sql() + ")";
    }

    private Map<String, String> read(WarehouseSession session) {
        Rows rows = session.execute(
                new SqlStatement("Read the target's columns", """
                        SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
                        FROM information_schema.columns
                        WHERE table_schema = :schema AND table_name = :table"""),
                Map.of(
                        "schema", contract.target().table().schema(),
                        "table", contract.target().table().name()));
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < rows.count(); i++) {
            columns.put(rows.text(i, 0).orElseThrow(), type(rows, i));
        }
        return columns;
    }

    /** The type as the contract would write it; as the warehouse does where a contract can't. */
    private static String type(Rows rows, int row) {
        String type = rows.text(row, 1).orElseThrow();
        String full = switch (type) {
            case "character varying", "character" ->
                type + rows.text(row, 2).map(length -> "(" + length + ")").orElse("");
            case "numeric" ->
                type
                        + rows.text(row, 3)
                                .map(precision -> "(" + precision + ","
                                        + rows.text(row, 4).orElse("0") + ")")
                                .orElse("");
            default -> type;
        };
        Optional<ColumnType> parsed = ColumnType.parse(full);
        return parsed.map(ColumnType::sql).orElse(full);
    }
}
