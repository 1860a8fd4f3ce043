package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;

/**
 * What validation asks about one batch, {@code :batch_id}, beside {@linkplain MeasureSql its checks}. Nothing here changes
 * anything, and each statement stands alone: other batches may be applied meanwhile.
 */
public final class ValidationSql {
    private final Contract contract;

    public ValidationSql(Contract contract) {
        this.contract = contract;
    }

    /** One row, where all is well: Redshift enforces no key. */
    public static SqlStatement readLedger() {
        return new SqlStatement("Read the batch's row of the ledger", """
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    /** The same of a contract whose rows may delete their keys; ledgers that never met one don't count deletes. */
    public static SqlStatement readLedgerWithDeletes() {
        return new SqlStatement("Read the batch's row of the ledger", """
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    /**
     * Ask this after {@link MeasureSql#measure} and {@link #countDeleted}: a batch that was applied before the rows were counted is then
     * always among them.
     * GETDATE counts whole seconds, hence "not before".
     */
    public static SqlStatement countLaterBatches() {
        return new SqlStatement("Count the later batches that may have replaced rows of this one", """
                SELECT count(*)
                FROM "waybill"."batch" AS own
                JOIN "waybill"."batch" AS later
                  ON later."target_table" = own."target_table"
                  AND later."batch_id" <> own."batch_id"
                  AND later."applied_at" >= own."applied_at"
                WHERE own."batch_id" = :batch_id
                  AND later."mode" <> 'append'""");
    }

    /** Of a contract whose rows may delete their keys. */
    public SqlStatement countDeleted() {
        return new SqlStatement("Count the keys that the batch deleted", """
                SELECT count(*)
                FROM %s
                WHERE "_batch" = :batch_id""".formatted(
                        quoted(Tombstones.of(contract).target().table())));
    }
}
