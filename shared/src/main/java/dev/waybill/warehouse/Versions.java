package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;
import java.util.stream.Collectors;

/**
 * The versions of a target's rows that aren't in the target: what newer ones replaced or deleted, what came too late, and what
 * was taken back. They are kept as long as the contract's {@code undo} says. Of each key, no version here is newer than the one
 * that counts, but those of batches that don't count.
 */
final class Versions {
    /** Whether the version is a delete of its key. */
    static final String DELETES = "\"_deletes\"";

    static final String KEPT_UNTIL = "\"_kept_until\"";

    private Versions() {}

    static TableName table(TableName target) {
        return OwnTable.of("versions_", target);
    }

    /** No column is required: a table that is older than Waybill has rows without a lineage, a delete has a key only. */
    static SqlStatement create(Contract contract) {
        return new SqlStatement(
                "The versions that were replaced, kept for a time, so that a batch can be taken back", """
                CREATE TABLE IF NOT EXISTS %s (
                %s,
                %s,
                  %s boolean,
                  %s timestamp
                )
                %s
                SORTKEY (%s)""".formatted(
                                quoted(table(contract.target().table())),
                                contract.columns().stream()
                                        .map(column -> "  " + quoted(column.name()) + " "
                                                + column.type().sql())
                                        .collect(Collectors.joining(",\n")),
                                Lineage.COLUMNS.stream()
                                        .map(column -> "  " + quoted(column) + " " + Lineage.type(column))
                                        .collect(Collectors.joining(",\n")),
                                DELETES,
                                KEPT_UNTIL,
                                WarehouseDdl.distkey(contract.target()),
                                KEPT_UNTIL));
    }
}
