package dev.waybill.warehouse;

import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.LoadSql.OUTCOME;

import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/** The ledger's row of a batch, as its load writes and reads it. */
final class LedgerSql {
    private LedgerSql() {}

    // Last of all, because a transaction that writes the ledger holds up those of all other datasets until it ends.
    // https://docs.aws.amazon.com/redshift/latest/dg/r_Serializable_isolation_example.html
    static SqlStatement write(Contract contract, LoadDetails details) {
        List<String> counts = new ArrayList<>(List.of("o.\"stale\"", "o.\"inserted\"", "o.\"updated\""));
        contract.deleteWhen().ifPresent(marker -> counts.add("o.\"deleted\""));
        details.supersedes()
                .ifPresent(batch -> counts.addAll(List.of("t.\"removed\"", "t.\"restored\"", "t.\"changed_since\"")));
        String counted = String.join(", ", counts);
        String described = """
                "batch_id", "dataset", "hour", "delivered_at", "manifest", "target_table", "mode", "contract_digest",
                  "declared", "read", "rejected", "superseded", "staged", "supersedes\"""";
        return new SqlStatement("Write the ledger, unless the batch was applied before", """
                INSERT INTO %1$s (
                  %2$s,
                  %3$s, "undo_until", "applied_at"
                )
                SELECT
                  %4$s,
                  %5$s, k."undo_until", GETDATE()
                FROM %6$s AS i
                CROSS JOIN %7$s AS o
                CROSS JOIN %9$s AS k%8$s
                WHERE NOT EXISTS (SELECT 1 FROM %1$s AS b WHERE b."batch_id" = i."batch_id")""".formatted(
                        LEDGER,
                        described,
                        counted.replaceAll("[ot]\\.", ""),
                        described.replaceAll("\"[a-z_]+\"", "i.$0"),
                        counted,
                        INCOMING,
                        OUTCOME,
                        details.supersedes()
                                .map(batch -> "\nCROSS JOIN " + TakeBackSql.TAKEN_BACK + " AS t")
                                .orElse(""),
                        KeepingTime.KEPT));
    }

    /** A batch's counts; no row if it isn't applied. */
    static SqlStatement find() {
        return new SqlStatement("Look for the batch in the ledger", """
                SELECT "staged", "stale", "inserted", "updated", "deleted", "removed", "restored", "changed_since", "undone_at"
                FROM %s
                WHERE "batch_id" = :batch_id""".formatted(LEDGER));
    }
}
