package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.LoadSql.STAGING;
import static dev.waybill.warehouse.VoidBatches.VOID;

import dev.waybill.contract.Contract;

/** What the transaction of a batch does that is the whole table. */
final class RefreshSql {
    private final Contract contract;

    RefreshSql(Contract contract) {
        this.contract = contract;
    }

    SqlStatement dropStale() {
        return new SqlStatement(
                "An older or superseded refresh doesn't replace the table", """
                DELETE FROM %s
                WHERE %s""".formatted(STAGING, isStale()));
    }

    SqlStatement deleteAll() {
        return new SqlStatement(
                "The batch is the whole table: the rows that are there go, unless it is older, superseded or applied",
                """
                DELETE FROM %s
                WHERE NOT %s""".formatted(quoted(contract.target().table()), isStale()));
    }

    /** Whether the batch doesn't replace the table; true too if it is applied already. */
    static String isStale() {
        return """
                EXISTS (
                  SELECT 1
                  FROM %1$s AS b
                  JOIN %2$s AS own ON b."target_table" = own."target_table" AND b."mode" = own."mode"
                  LEFT JOIN %3$s AS x ON x."batch_id" = b."batch_id"
                  WHERE b."batch_id" = own."batch_id"
                    OR (b."supersedes" = own."batch_id" AND b."undone_at" IS NULL)
                    OR (x."batch_id" IS NULL AND (
                    b."hour" > own."hour"
                    OR (b."hour" = own."hour" AND b."delivered_at" > own."delivered_at")
                    OR (b."hour" = own."hour" AND b."delivered_at" = own."delivered_at" AND b."batch_id" > own."batch_id")
                    ))
                )""".formatted(LEDGER, INCOMING, VOID);
    }
}
