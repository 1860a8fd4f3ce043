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

    /** The batches that are being taken back, by an undo or by the batch that supersedes them. */
    static final String TAKEN = "\"waybill_taken\"";

    private VoidBatches() {}

    static SqlStatement takeSuperseded() {
        return new SqlStatement("The batch that this one supersedes, if any", """
                CREATE TEMP TABLE %s AS
                SELECT i."supersedes" AS "batch_id"
                FROM %s AS i
                WHERE i."supersedes" IS NOT NULL""".formatted(TAKEN, INCOMING));
    }

    static SqlStatement find(TableName target) {
        return new SqlStatement("Find the batches that don't count", """
                CREATE TEMP TABLE %s AS
                SELECT DISTINCT b."batch_id"
                FROM %s AS b
                LEFT JOIN %s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                LEFT JOIN %s AS k ON k."batch_id" = b."batch_id"
                WHERE b."target_table" = %s
                  AND (b."undone_at" IS NOT NULL OR l."batch_id" IS NOT NULL OR k."batch_id" IS NOT NULL)""".formatted(
                        VOID, LEDGER, LEDGER, TAKEN, Identifiers.literal(target.toString())));
    }
}
