package dev.waybill.warehouse;

import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.LEDGER;

import dev.waybill.contract.TableName;

/**
 * The batches of a table that don't count: those that were taken back, and those that another batch supersedes which wasn't. The
 * ledger alone says so, whatever order they came in.
 */
final class VoidBatches {
    static final String VOID = "\"waybill_void\"";

    /** The batches whose standing changes, by an undo or by the batch that supersedes them. */
    static final String TAKEN = "\"waybill_taken\"";

    private VoidBatches() {}

    /** Of a batch that was applied before there is nothing left to do, whatever became of it since. */
    static SqlStatement takeSuperseded() {
        return new SqlStatement("The batch that this one supersedes, if it wasn't applied before", """
                CREATE TEMP TABLE %s AS
                SELECT i."supersedes" AS "batch_id"
                FROM %s AS i
                LEFT JOIN %s AS b ON b."batch_id" = i."batch_id"
                WHERE i."supersedes" IS NOT NULL AND b."batch_id" IS NULL""".formatted(
                        TAKEN, INCOMING, LEDGER));
    }

    /** Those after this batch: what it supersedes doesn't count, nor does what that had superseded. */
    static SqlStatement findWithIncoming(TableName target) {
        return find(target, "");
    }

    /** Those after an undo: what the undone batch had superseded may count again. */
    static SqlStatement findAfterUndo(TableName target) {
        return find(target, "\n  AND l.\"batch_id\" NOT IN (SELECT \"batch_id\" FROM " + TAKEN + ")");
    }

    private static SqlStatement find(TableName target, String superseder) {
        return new SqlStatement("Find the batches that don't count", """
                CREATE TEMP TABLE %s AS
                SELECT DISTINCT b."batch_id"
                FROM %s AS b
                LEFT JOIN %s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL%s
                LEFT JOIN %s AS k ON k."batch_id" = b."batch_id"
                WHERE b."target_table" = %s
                  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL)""".formatted(
                        VOID, LEDGER, LEDGER, superseder, TAKEN, Identifiers.literal(target.toString())));
    }
}
