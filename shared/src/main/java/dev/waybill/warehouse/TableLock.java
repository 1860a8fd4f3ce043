package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.TableName;

/**
 * What loads of one table take turns with: an empty table of Waybill's own. It belongs to the table, not to the dataset,
 * because several contracts may name one table, and two upserts at once would each insert a key that neither sees.
 */
record TableLock(TableName table) {

    SqlStatement create() {
        return new SqlStatement(
                "The lock that loads of this table take turns with",
                "CREATE TABLE IF NOT EXISTS " + name() + " (\"target_table\" varchar(130))");
    }

    // First of all, because a transaction's snapshot is taken at its first SELECT, DML or CREATE: a load that waits for
    // the lock then sees what the load before it committed. Locked later, Redshift answers with error 1023.
    SqlStatement take() {
        return new SqlStatement("Take turns with other loads of this table", "LOCK " + name());
    }

    /**
     * The same, and the ledger with it: nobody else's load is between its snapshot and its commit then. At SERIALIZABLE, two
     * loads that each read and write the ledger are in conflict, whatever their tables; one that takes long would lose to each
     * that is quick, attempt after attempt, as in github.com/estuary/connectors/issues/5218. Readers of the ledger wait.
     */
    SqlStatement takeAlone() {
        return new SqlStatement("Take turns with the loads of all tables", take().sql() + ", " + LoadSql.LEDGER);
    }

    private String name() {
        return quoted(OwnTable.of("lock_", table));
    }
}
