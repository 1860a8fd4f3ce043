package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.LoadSql.STAGING;

import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/** The staged rows of an upsert that come too late: where newest wins is decided. */
final class StaleRows {
    /** The keys of those rows. */
    static final String STALE = "\"waybill_stale\"";

    private final Contract contract;
    private final KeyJoin join;

    StaleRows(Contract contract, KeyJoin join) {
        this.contract = contract;
        this.join = join;
    }

    SqlStatement find() {
        List<String> finds = new ArrayList<>();
        finds.add(newer(quoted(contract.target().table()), join.on("t", "s")));
        contract.deleteWhen()
                .ifPresent(marker -> finds.add(
                        newer(quoted(Tombstones.table(contract.target().table())), equal("t", "s", contract.key()))));
        finds.add("""
                SELECT %s
                FROM %s AS s
                CROSS JOIN %s AS i
                JOIN %s AS b ON b."supersedes" = i."batch_id"
                WHERE b."undone_at" IS NULL""".formatted(list("s", contract.key()), STAGING, INCOMING, LEDGER));
        return new SqlStatement(
                "Find the rows that the target has newer, or whose keys were deleted later, or whose batch is superseded",
                "CREATE TEMP TABLE " + STALE + " AS\n" + String.join("\nUNION\n", finds));
    }

    SqlStatement drop() {
        return new SqlStatement("Drop those rows", """
                DELETE FROM %s
                USING %s AS x
                WHERE %s""".formatted(STAGING, STALE, equal("x", STAGING, contract.key())));
    }

    private String newer(String table, String on) {
        String later = """
                t."_hour" > i."hour"
                  OR (t."_hour" = i."hour" AND t."_delivered_at" > i."delivered_at")
                  OR (t."_hour" = i."hour" AND t."_delivered_at" = i."delivered_at" AND t."_batch" >= i."batch_id")""";
        return """
                SELECT %s
                FROM %s AS s
                JOIN %s AS t ON %s
                CROSS JOIN %s AS i
                WHERE %s""".formatted(list("s", contract.key()), STAGING, table, on, INCOMING, newer(later));
    }

    /** The order of versions: the newest column, NULL before all else, then the order of delivery. */
    private String newer(String laterDelivery) {
        return contract.newest()
                .map(newest -> """
                        t.%1$s > s.%1$s
                          OR (t.%1$s IS NOT NULL AND s.%1$s IS NULL)
                          OR ((t.%1$s = s.%1$s OR (t.%1$s IS NULL AND s.%1$s IS NULL)) AND (
                          %2$s
                          ))""".formatted(quoted(newest), laterDelivery))
                .orElse(laterDelivery);
    }
}
