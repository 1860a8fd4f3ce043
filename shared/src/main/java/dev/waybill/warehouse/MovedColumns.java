package dev.waybill.warehouse;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns that a row has which moves between the target, its tombstones and its versions.
 *
 * @param own those beside the lineage
 */
record MovedColumns(List<String> own) {

    /** All that the target has. */
    static MovedColumns of(Contract contract, LoadDetails details) {
        return new MovedColumns(
                Stream.concat(contract.columns().stream().map(Column::name), details.otherColumns().stream())
                        .toList());
    }

    static MovedColumns ofTombstones(Contract contract) {
        return new MovedColumns(
                Tombstones.of(contract).columns().stream().map(Column::name).toList());
    }

    /**
     * Puts rows into a table that keeps versions.
     *
     * @param alias of the rows in {@code from}
     * @param isDelete whether the versions are deletes of their keys, an expression
     * @param until when they are kept, an expression
     * @param from where they are, without FROM
     */
    SqlStatement keep(String title, String into, String alias, String isDelete, String until, String from) {
        return new SqlStatement(title, """
                INSERT INTO %s (
                  %s,
                  %s, %s
                )
                SELECT
                  %s,
                  %s, %s
                FROM %s""".formatted(
                        into, list(), Versions.DELETES, Versions.KEPT_UNTIL, list(alias), isDelete, until, from));
    }

    /** On two lines, of which the first is indented already. */
    String list() {
        return Identifiers.list(own) + ",\n  " + Identifiers.list(Lineage.COLUMNS);
    }

    /** The same, of a table by its alias. */
    String list(String alias) {
        return Identifiers.list(alias, own) + ",\n  " + Identifiers.list(alias, Lineage.COLUMNS);
    }
}
