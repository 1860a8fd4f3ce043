package dev.waybill.warehouse;

/** Gives a ledger that is older than deletes the column that counts them. */
public final class LedgerUpgrade {
    private LedgerUpgrade() {}

    /** Adds it where it is missing; the batches that are there deleted nothing. */
    public static void run(WarehouseSession session) {
        Rows found = session.execute(new SqlStatement("Look whether the ledger counts deletes", """
                SELECT column_name
                FROM information_schema.columns
                WHERE table_schema = 'waybill' AND table_name = 'batch' AND column_name = 'deleted'"""));
        if (found.count() == 0) {
            session.execute(new SqlStatement(
                    "Add the ledger's count of deletes",
                    "ALTER TABLE \"waybill\".\"batch\" ADD COLUMN \"deleted\" bigint NOT NULL DEFAULT 0"));
        }
    }
}
