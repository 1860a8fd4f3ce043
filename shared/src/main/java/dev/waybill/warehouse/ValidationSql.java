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
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted", "undone_at"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    /**
     * How many batches may have replaced rows of this one since, and how many may have let rows come back that were stale, by
     * being taken back or taking another's place. Ask this after {@link MeasureSql#measure} and {@link #countDeleted}: what was
     * applied before the rows were counted is then always among them. GETDATE counts whole seconds, hence "not before".
     */
    public static SqlStatement countLaterBatches() {
        return new SqlStatement("Count what may have changed rows of this batch since", """
                SELECT
                  count(CASE WHEN later."applied_at" >= own."applied_at" AND later."mode" <> 'append' THEN 1 END),
                  count(CASE WHEN later."undone_at" >= own."applied_at"
                    OR (later."applied_at" >= own."applied_at" AND later."supersedes" IS NOT NULL) THEN 1 END)
                FROM "waybill"."batch" AS own
                JOIN "waybill"."batch" AS later
                  ON later."target_table" = own."target_table"
                  AND later."batch_id" <> own."batch_id"
                WHERE own."batch_id" = :batch_id""");
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
