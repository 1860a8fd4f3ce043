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
import dev.waybill.contract.UndoTime;
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
    private final LoadDetails details;
    private final KeyJoin join;
    private final VersionSql versions;
    private final String target;
    private final List<String> columns;
    private final Optional<DeleteSql> deletes;

    ApplySql(Contract contract, LoadDetails details) {
        this.contract = contract;
        this.details = details;
        this.join = KeyJoin.of(contract, details);
        this.versions = new VersionSql(contract, details);
        this.target = quoted(contract.target().table());
        this.columns = contract.columns().stream().map(Column::name).toList();
        this.deletes = contract.deleteWhen().map(marker -> new DeleteSql(contract, marker, join));
    }

    /** In their order; the last one writes the ledger. */
    List<SqlStatement> statements() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new TableLock(contract.target().table()).take());
        if (movesRows()) {
            statements.add(SameColumns.check(contract, details));
        }
        statements.add(dropIfApplied());
        statements.add(versions.forget());
        statements.add(KeepingTime.find(contract.target()));
        if (details.supersedes().isPresent() || contract.target().mode() == Mode.REFRESH) {
            statements.add(VoidBatches.takeSuperseded());
            statements.add(VoidBatches.findWithIncoming(contract.target().table()));
        }
        if (details.supersedes().isPresent()) {
            statements.addAll(TakeBackSql.look(contract, details));
            statements.addAll(TakeBackSql.move(contract, details));
        }
        statements.addAll(
                switch (contract.target().mode()) {
                    case UPSERT -> upsert();
                    case APPEND -> append();
                    case REFRESH -> refresh();
                });
        statements.add(LedgerSql.write(contract, details));
        return statements;
    }

    private List<SqlStatement> upsert() {
        StaleRows stale = new StaleRows(contract, join);
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(stale.find());
        if (keepsVersions()) {
            statements.add(
                    versions.keepStale("JOIN " + StaleRows.STALE + " AS x ON " + equal("x", "s", contract.key())));
        }
        statements.add(stale.drop());
        statements.add(deletes.map(DeleteSql::countOutcome).orElseGet(() -> countOutcome(updatedByKey())));
        if (keepsVersions()) {
            statements.add(versions.keepReplaced("JOIN " + STAGING + " AS s ON " + join.on("t", "s")));
            deletes.ifPresent(sql -> statements.add(versions.keepReplacedDeletes()));
        }
        statements.add(deleteReplaced());
        deletes.ifPresent(sql -> statements.addAll(sql.moveKeys()));
        statements.add(insert());
        statements.add(checkKeys());
        return statements;
    }

    private List<SqlStatement> append() {
        List<SqlStatement> statements = new ArrayList<>();
        if (keepsVersions()) {
            statements.add(versions.keepStale("WHERE " + isSuperseded()));
        }
        statements.add(dropIfSuperseded());
        statements.addAll(List.of(countOutcome("SELECT 0 AS updated"), insert(), checkRows()));
        return statements;
    }

    private List<SqlStatement> refresh() {
        RefreshSql sql = new RefreshSql(contract);
        List<SqlStatement> statements = new ArrayList<>();
        details.supersedes()
                .ifPresent(batch -> statements.add(new RefreshTakeBack(contract, details)
                        .check(" OR NOT " + RefreshSql.isStale().indent(2).strip())));
        if (keepsVersions()) {
            statements.add(versions.keepStale("WHERE " + RefreshSql.isStale()));
        }
        statements.add(sql.dropStale());
        statements.add(countOutcome("SELECT 0 AS updated"));
        if (keepsVersions()) {
            statements.add(versions.keepReplaced("WHERE NOT " + RefreshSql.isStale()));
        }
        statements.addAll(List.of(sql.deleteAll(), insert(), checkRows()));
        return statements;
    }

    /** Whether whole rows move between the target and its versions. */
    private boolean movesRows() {
        return details.supersedes().isPresent()
                || (keepsVersions() && contract.target().mode() != Mode.APPEND);
    }

    private boolean keepsVersions() {
        return !contract.target().undo().equals(UndoTime.OFF);
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

    private static SqlStatement dropIfSuperseded() {
        return new SqlStatement(
                "If the batch is superseded, its rows come too late", """
                DELETE FROM %s
                WHERE %s""".formatted(STAGING, isSuperseded()));
    }

    private static String isSuperseded() {
        return """
                EXISTS (
                  SELECT 1
                  FROM %s AS b
                  JOIN %s AS own ON b."supersedes" = own."batch_id"
                  WHERE b."undone_at" IS NULL
                )""".formatted(LEDGER, INCOMING);
    }

    /** Counts keys, not rows: a table that was there before Waybill may have a key twice. */
    private String updatedByKey() {
        return """
                SELECT count(*) AS updated
                  FROM %s AS s
                  WHERE EXISTS (SELECT 1 FROM %s AS t WHERE %s)""".formatted(STAGING, target, join.on("t", "s"));
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

    private SqlStatement deleteReplaced() {
        return new SqlStatement(
                "Delete the rows that the batch has newer", """
                DELETE FROM %s
                USING %s AS s
                WHERE %s""".formatted(target, STAGING, join.on(target, "s")));
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
                CROSS JOIN (SELECT count(*) AS found FROM %1$s AS s JOIN %2$s AS t ON %3$s) AS t""".formatted(STAGING, target, join.on("t", "s")));
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
