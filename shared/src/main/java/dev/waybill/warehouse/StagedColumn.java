package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;

/**
 * A column in staging. It has the target's type, but for a super: COPY makes those of a Parquet file's nested columns only, so
 * that its JSON text is staged, and parsed when it is inserted.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy_json.html">COPY to load data in SUPER columns</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/JSON_PARSE.html">JSON_PARSE</a>
 */
final class StagedColumn {
    private StagedColumn() {}

    static String type(Column column) {
        return isSuper(column) ? "varchar(65535)" : column.type().sql();
    }

    /** What is inserted into the target; staging is {@code s}. */
    static String value(Column column) {
        String staged = "s." + quoted(column.name());
        return isSuper(column) ? "JSON_PARSE(" + staged + ")" : staged;
    }

    static boolean isSuper(Column column) {
        return column.type() == ColumnType.Simple.SUPER;
    }
}
