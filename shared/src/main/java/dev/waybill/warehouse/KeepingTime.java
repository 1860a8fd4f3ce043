package dev.waybill.warehouse;

import static dev.waybill.warehouse.LoadSql.LEDGER;

import dev.waybill.contract.Target;
import dev.waybill.contract.UndoTime;

/**
 * Until when this batch can be taken back, and versions are kept: as long as any batch of the table can be taken back, so that
 * what one of them needs isn't forgotten because another's contract keeps less.
 */
final class KeepingTime {
    /** One row: {@code undo_until} of the batch, or NULL, and {@code until} of the versions. */
    static final String KEPT = "\"waybill_kept\"";

    private KeepingTime() {}

    static SqlStatement find(Target target) {
        String own = target.undo().equals(UndoTime.OFF)
                ? "CAST(NULL AS timestamp)"
                : "DATEADD(hour, " + target.undo().hours() + ", GETDATE())";
        return new SqlStatement("Until when versions are kept", """
                CREATE TEMP TABLE %1$s AS
                SELECT o."undo_until", GREATEST(o."undo_until", b."undo_until", GETDATE()) AS "until"
                FROM (SELECT %2$s AS "undo_until") AS o
                CROSS JOIN (SELECT max("undo_until") AS "undo_until" FROM %3$s WHERE "target_table" = %4$s) AS b""".formatted(
                        KEPT, own, LEDGER, Identifiers.literal(target.table().toString())));
    }
}
