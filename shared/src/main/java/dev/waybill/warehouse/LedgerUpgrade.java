package dev.waybill.warehouse;

import dev.waybill.contract.TableName;
import java.util.Map;

/** Gives a ledger that an older Waybill made the columns that it lacks; what is in it stays as it is. */
public final class LedgerUpgrade {
    public static final TableName LEDGER = new TableName("waybill", "batch");

    private LedgerUpgrade() {}

    /** False in a warehouse that no batch was ever loaded into. */
    public static boolean hasLedger(TableColumns found) {
        return !found.of(LEDGER).isEmpty();
    }

    /** Adds what is missing of the columns that came after the first ledger. */
    public static void run(WarehouseSession session, TableColumns found) {
        Map<String, String> columns = found.of(LEDGER);
        LedgerColumn.LATER.stream()
                .filter(column -> !columns.containsKey(column.name()))
                .forEach(column -> session.execute(new SqlStatement(
                        "Add the ledger's column " + column.name(),
                        "ALTER TABLE " + Identifiers.quoted(LEDGER) + " ADD COLUMN " + column.sql())));
    }
}
