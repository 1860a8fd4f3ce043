package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.STAGING;

import dev.waybill.contract.Contract;
import dev.waybill.contract.TableName;

/** The staged rows of which another table has a newer version: where newest wins is decided. */
final class StaleRows {
    private StaleRows() {}

    /**
     * Drops them from staging.
     *
     * @param table has the key, {@code newest} and the lineage
     */
    static SqlStatement drop(String title, Contract contract, TableName table) {
        String later = """
                t."_hour" > i."hour"
                    OR (t."_hour" = i."hour" AND t."_delivered_at" > i."delivered_at")
                    OR (t."_hour" = i."hour" AND t."_delivered_at" = i."delivered_at" AND t."_batch" >= i."batch_id")""";
        return new SqlStatement(title, """
                DELETE FROM %1$s
                USING %2$s AS t, %3$s AS i
                WHERE %4$s
                  AND (
                    %5$s
                  )""".formatted(
                        STAGING, quoted(table), INCOMING, equal("t", STAGING, contract.key()), newer(contract, later)));
    }

    /** The order of versions: the newest column, NULL before all else, then the order of delivery. */
    private static String newer(Contract contract, String laterDelivery) {
        return contract.newest()
                .map(newest -> """
                        t.%1$s > %2$s.%1$s
                            OR (t.%1$s IS NOT NULL AND %2$s.%1$s IS NULL)
                            OR ((t.%1$s = %2$s.%1$s OR (t.%1$s IS NULL AND %2$s.%1$s IS NULL)) AND (
                            %3$s
                            ))""".formatted(quoted(newest), STAGING, laterDelivery))
                .orElse(laterDelivery);
    }
}
