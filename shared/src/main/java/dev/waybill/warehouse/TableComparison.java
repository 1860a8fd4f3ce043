package dev.waybill.warehouse;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.ColumnType.Varchar;
import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a table as it is differs from its contract.
 *
 * @param mistakes what can't be mended without a person, a sentence each with the SQL to run
 * @param additions the statements that add the columns which the table lacks
 * @param narrow the columns whose varchar is shorter in the table
 */
record TableComparison(TableName table, List<String> mistakes, List<SqlStatement> additions, List<Narrow> narrow) {
    /**
     * Of one table, so that its versions, which have two more, are below the 1,600 of Redshift.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE TABLE</a>
     */
    private static final int MOST_COLUMNS = 1598;

    /** A column that is to be as wide as this type. */
    record Narrow(String name, String type) {}

    static TableComparison of(Contract contract, List<AddedColumn> added, TableColumns found) {
        TableName table = contract.target().table();
        Map<String, String> existing = found.of(table);
        TableComparison comparison =
                new TableComparison(table, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Column column : contract.with(added).columns()) {
            comparison.compare(contract, column, existing);
        }
        Lineage.COLUMNS.stream()
                .filter(column -> !existing.containsKey(column))
                .forEach(column -> comparison.additions.add(WarehouseDdl.addLineage(table, column)));
        if (existing.size() + comparison.additions.size() > MOST_COLUMNS) {
            comparison.mistakes.add(String.format(
                    Locale.ROOT,
                    "%s has %,d columns and lacks %,d, and a target can have %,d. Drop columns that nobody needs, or declare"
                            + " fewer",
                    table,
                    existing.size(),
                    comparison.additions.size(),
                    MOST_COLUMNS));
        }
        LongestStatement.mistake(contract.with(added), existing.keySet()).ifPresent(comparison.mistakes::add);
        return comparison;
    }

    /**
     * How the versions differ from their target.
     *
     * @param target the target's columns as they are or will be, without the lineage: types by names
     */
    static TableComparison ofVersions(TableName table, Map<String, String> target, TableColumns found) {
        Map<String, String> existing = found.of(table);
        TableComparison comparison =
                new TableComparison(table, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        target.forEach((name, type) -> comparison.compare(name, type, existing.get(name)));
        return comparison;
    }

    private void compare(String name, String wanted, @Nullable String type) {
        if (type == null) {
            additions.add(WarehouseDdl.addColumn(table, name, wanted));
        } else {
            compare(name, wanted, type, () -> otherVersion(name, wanted, type));
        }
    }

    private void compare(Contract contract, Column column, Map<String, String> existing) {
        String type = existing.get(column.name());
        String wanted = column.type().sql();
        if (type == null && contract.key().contains(column.name())) {
            mistakes.add(missingKey(column));
        } else if (type == null) {
            additions.add(WarehouseDdl.addColumn(table, column.name(), wanted));
        } else {
            compare(column.name(), wanted, type, () -> mistake(contract, column, type));
        }
    }

    /** A varchar that is longer holds all that is wanted. */
    private void compare(String name, String wanted, String type, Supplier<String> mistake) {
        if (ColumnType.parse(wanted).orElse(null) instanceof Varchar text
                && ColumnType.parse(type).orElse(null) instanceof Varchar is) {
            if (is.bytes() < text.bytes()) {
                narrow.add(new Narrow(name, wanted));
            }
        } else if (!type.equals(wanted)) {
            mistakes.add(mistake.get());
        }
    }

    private String otherVersion(String name, String wanted, String type) {
        return "%s.%s is %s and %s in the target, whose old versions it keeps. Change it: %s"
                .formatted(table, name, type, wanted, change(name, wanted, "CAST(" + name + " AS " + wanted + ")"));
    }

    /** Added as NULL, it would equal no batch's key: every row that is there would stay beside the one that replaces it. */
    private String missingKey(Column column) {
        String sentence =
                "%1$s has no column %2$s, which is in the contract's key. Correct the contract, or give every row a value:"
                        + " ALTER TABLE %1$s ADD COLUMN %2$s %3$s; UPDATE %1$s SET %2$s = <its value>";
        return sentence.formatted(table, column.name(), column.type().sql());
    }

    private String mistake(Contract contract, Column column, String type) {
        String sentence = contract.columns().contains(column)
                ? "%s.%s is %s in the table and %s in the contract. Correct the contract, or change the table: %s"
                : "%s.%s is %s in the table and %s as drift: add adds it. Add it to the contract, or change the table: %s";
        return sentence.formatted(
                table,
                column.name(),
                type,
                column.type().sql(),
                change(column.name(), column.type().sql(), converted(column, type)));
    }

    /** Why a varchar stays as narrow as it is, and what a person can do. */
    String notWidened(Narrow column, String error) {
        return "%s.%s can't be widened to %s. %s. Correct the contract, or change the table: %s"
                .formatted(table, column.name, column.type, error, change(column.name, column.type, column.name));
    }

    /**
     * By another column: Redshift changes nothing in place but the length of a varchar, and not of each.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
     */
    private String change(String column, String type, String value) {
        String change = "ALTER TABLE %1$s ADD COLUMN %2$s_new %3$s; UPDATE %1$s SET %2$s_new = %4$s;"
                + " ALTER TABLE %1$s DROP COLUMN %2$s; ALTER TABLE %1$s RENAME COLUMN %2$s_new TO %2$s";
        return change.formatted(table, column, type, value);
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
}
