package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Between which values of the sort key the batch's keys lie, so that the warehouse reads only the blocks of the target that may
 * have them (zone maps). The values stand in the SQL as constants, because that is how blocks are left out.
 *
 * <p>There is one if the first column of the sort key is in the key: the row that a batch replaces has the same value there. It
 * is of numbers and times only: texts of rows have no place in the warehouse's query logs.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_best-practices-sort-key.html">Choose the best sort key</a>
 */
public record KeyRange(Column column, String least, String greatest) {
    private static final Pattern NUMBER_OR_TIME = Pattern.compile("[0-9:. +-]{1,40}");

    /** From the values as the Data API gives them. */
    public static KeyRange of(Column column, String least, String greatest) {
        return new KeyRange(column, constant(column, least), constant(column, greatest));
    }

    /** With places for the values, where the plan of a load is shown. */
    static KeyRange places(Column column) {
        return new KeyRange(column, ":least_" + column.name(), ":greatest_" + column.name());
    }

    private static String constant(Column column, String value) {
        if (!NUMBER_OR_TIME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Invalid range of " + column.name() + ": it is neither a number nor a time");
        }
        return column.type().isNumber()
                ? value
                : "CAST(" + Identifiers.literal(value) + " AS " + column.type().sql() + ")";
    }

    /** The column that a range is of, if the contract has one. */
    public static Optional<Column> column(Contract contract) {
        return contract.target().sortkey().stream()
                .limit(1)
                .filter(contract.key()::contains)
                .map(contract::column)
                .filter(column -> column.type() == ColumnType.Simple.DATE
                        || column.type() == ColumnType.Simple.TIMESTAMP
                        || isExactNumber(column.type()))
                .findFirst();
    }

    private static boolean isExactNumber(ColumnType type) {
        return type.isNumber() && type != ColumnType.Simple.REAL && type != ColumnType.Simple.DOUBLE;
    }

    /** The condition on the target, which is {@code alias}. */
    String sql(String alias) {
        return alias + "." + quoted(column.name()) + " BETWEEN " + least + " AND " + greatest;
    }
}
