package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.LoadSql.OUTCOME;
import static dev.waybill.warehouse.LoadSql.STAGING;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Target.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The transaction that applies a staged batch to its target, with its row of the ledger.
 *
 * <p>Redshift's MERGE can't say "only if newer", hence delete and insert. TRUNCATE would commit, hence DELETE.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_best-practices-upsert.html">Loading best practices</a>
 */
final class ApplySql {
    private final Contract contract;
    private final String target;
    private final List<String> columns;
    private final Optional<DeleteSql> deletes;

    ApplySql(Contract contract) {
        this.contract = contract;
        this.target = quoted(contract.target().table());
        this.columns = contract.columns().stream().map(Column::name).toList();
        this.deletes = contract.deleteWhen().map(marker -> new DeleteSql(contract, marker));
    }

    /** In their order; the last one writes the ledger. */
    List<SqlStatement> statements() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new TableLock(contract.target().table()).take());
        statements.add(dropIfApplied());
        switch (contract.target().mode()) {
            case UPSERT -> {
                statements.add(StaleRows.drop(
                        "Drop the rows that the target has newer",
                        contract,
                        contract.target().table()));
                deletes.ifPresent(sql -> statements.add(sql.dropStale()));
                statements.add(deletes.map(DeleteSql::countOutcome).orElseGet(() -> countOutcome(updatedByKey())));
                statements.add(deleteReplaced());
                deletes.ifPresent(sql -> statements.addAll(sql.moveKeys()));
            }
            case APPEND -> statements.add(countOutcome("SELECT 0 AS updated"));
            case REFRESH -> {
                statements.add(dropIfOlderRefresh());
                statements.add(countOutcome("SELECT 0 AS updated"));
                statements.add(deleteAll());
            }
        }
        statements.add(insert());
        statements.add(contract.target().mode() == Mode.UPSERT ? checkKeys() : checkRows());
        statements.add(writeLedger());
        return statements;
    }

    // Not by USING: a join in which the changed table has no equality is an error in Redshift, if not in each case.
    // https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_UPDATE_statements.html
    private SqlStatement dropIfApplied() {
        return new SqlStatement(
                "If the batch was applied before, there is nothing to do", """
                DELETE FROM %s
                WHERE EXISTS (
                  SELECT 1
                  FROM %s AS b
                  JOIN %s AS i ON b."batch_id" = i."batch_id"
                )""".formatted(STAGING, LEDGER, INCOMING));
    }

    private SqlStatement dropIfOlderRefresh() {
        return new SqlStatement("An older refresh doesn't replace a newer one", """
                DELETE FROM %s
                WHERE %s""".formatted(STAGING, newerRefresh()));
    }

    private SqlStatement deleteAll() {
        return new SqlStatement(
                "The batch is the whole table: the rows that are there go, unless it is older or applied",
                """
                DELETE FROM %s
                WHERE NOT %s""".formatted(target, newerRefresh()));
    }

    private static String newerRefresh() {
        return """
                EXISTS (
                  SELECT 1
                  FROM %s AS b
                  JOIN %s AS i ON b."dataset" = i."dataset"
                  WHERE b."hour" > i."hour"
                    OR (b."hour" = i."hour" AND b."delivered_at" > i."delivered_at")
                    OR (b."hour" = i."hour" AND b."delivered_at" = i."delivered_at" AND b."batch_id" >= i."batch_id")
                )""".formatted(LEDGER, INCOMING);
    }

    /** Counts keys, not rows: a table that was there before Waybill may have a key twice. */
    private String updatedByKey() {
        return """
                SELECT count(*) AS updated
                  FROM %s AS s
                  WHERE EXISTS (SELECT 1 FROM %s AS t WHERE %s)""".formatted(STAGING, target, equal("t", "s", contract.key()));
    }

    private SqlStatement countOutcome(String updated) {
        return new SqlStatement("Count what is about to happen", """
                CREATE TEMP TABLE %s AS
                SELECT i."staged" - s.remaining AS "stale", s.remaining - u.updated AS "inserted", u.updated AS "updated"
                FROM %s AS i
                CROSS JOIN (SELECT count(*) AS remaining FROM %s) AS s
                CROSS JOIN (
                  %s
                ) AS u""".formatted(OUTCOME, INCOMING, STAGING, updated));
    }

    // Last of all, because a transaction that writes the ledger holds up those of all other datasets until it ends.
    // https://docs.aws.amazon.com/redshift/latest/dg/r_Serializable_isolation_example.html
    private SqlStatement writeLedger() {
        String described = """
                "batch_id", "dataset", "hour", "delivered_at", "manifest", "target_table", "mode", "contract_digest",
                  "declared", "read", "rejected", "superseded", "staged\"""";
        List<String> counts = deletes.isPresent()
                ? List.of("stale", "inserted", "updated", "deleted")
                : List.of("stale", "inserted", "updated");
        return new SqlStatement("Write the ledger, unless the batch was applied before", """
                INSERT INTO %1$s (
                  %2$s,
                  %6$s, "applied_at"
                )
                SELECT
                  %3$s,
                  %7$s, GETDATE()
                FROM %4$s AS i
                CROSS JOIN %5$s AS o
                WHERE NOT EXISTS (SELECT 1 FROM %1$s AS b WHERE b."batch_id" = i."batch_id")""".formatted(
                        LEDGER,
                        described,
                        described.replaceAll("\"[a-z_]+\"", "i.$0"),
                        INCOMING,
                        OUTCOME,
                        list(counts),
                        list("o", counts)));
    }

    private SqlStatement deleteReplaced() {
        return new SqlStatement("Delete the rows that the batch has newer", """
                DELETE FROM %s
                USING %s AS s
                WHERE %s""".formatted(
                        target, STAGING, equal("s", target, contract.key())));
    }

    private SqlStatement insert() {
        return new SqlStatement("Insert the batch's rows, each with where it came from", """
                INSERT INTO %s (
                  %s,
                  %s
                )
                SELECT
                  %s,
                  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
                FROM %s AS s
                CROSS JOIN %s AS i""".formatted(
                        target,
                        list(columns),
                        list(Lineage.COLUMNS),
                        contract.columns().stream().map(StagedColumn::value).collect(Collectors.joining(", ")),
                        STAGING,
                        INCOMING));
    }

    // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say stop.
    private SqlStatement checkKeys() {
        return new SqlStatement(
                "Check the conservation law: the target has each of the batch's keys once",
                """
                SELECT CAST(CASE WHEN s.staged = t.found THEN '0'
                  ELSE 'conservation law broken: ' || CAST(s.staged AS varchar) || ' keys staged, '
                    || CAST(t.found AS varchar) || ' rows in the target' END AS integer)
                FROM (SELECT count(*) AS staged FROM %1$s) AS s
                CROSS JOIN (SELECT count(*) AS found FROM %1$s AS s JOIN %2$s AS t ON %3$s) AS t""".formatted(STAGING, target, equal("t", "s", contract.key())));
    }

    private SqlStatement checkRows() {
        return new SqlStatement(
                "Check the conservation law: the batch's rows are all staged, or none is left to do",
                """
                SELECT CAST(CASE WHEN s.staged = i."staged" OR s.staged = 0 THEN '0'
                  ELSE 'conservation law broken: ' || CAST(i."staged" AS varchar) || ' rows converted, '
                    || CAST(s.staged AS varchar) || ' staged' END AS integer)
                FROM %s AS i
                CROSS JOIN (SELECT count(*) AS staged FROM %s) AS s""".formatted(INCOMING, STAGING));
    }
}
