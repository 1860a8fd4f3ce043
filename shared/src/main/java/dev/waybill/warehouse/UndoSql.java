package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.TakeBackSql.TAKEN_BACK;
import static dev.waybill.warehouse.VoidBatches.TAKEN;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Target.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that take one batch back: the table becomes as if it had never been delivered. The batch's id stands in them as
 * it is, since a transaction through the Data API binds no parameters.
 */
public final class UndoSql {
    /** In words that are those of an error which is tried again: the next attempt sees what happened. */
    private static final String CHANGED = "conflict with concurrent transaction: the ledger has changed meanwhile";

    private final Contract contract;
    private final BatchId batch;
    private final LoadDetails details;

    public UndoSql(Contract contract, BatchId batch, LoadDetails details) {
        this.contract = contract;
        this.batch = batch;
        this.details = details;
    }

    /** One row, if the batch was applied: how it was, what forbids its undo, until when there is time, and what an undo did. */
    public static SqlStatement find() {
        return new SqlStatement("Look for the batch in the ledger", """
                SELECT b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until",
                  CASE WHEN b."undo_until" >= GETDATE() THEN 1 ELSE 0 END AS "in_time", max(l."batch_id") AS "superseded_by",
                  max(b."undo_removed") AS "removed", max(b."undo_restored") AS "restored",
                  max(b."undo_changed_since") AS "changed_since"
                FROM %1$s AS b
                LEFT JOIN %1$s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."batch_id" = :batch_id
                GROUP BY b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until\"""".formatted(LEDGER));
    }

    /** The one transaction, in its order. It runs alone, because it changes the ledger, which every load reads. */
    public List<SqlStatement> apply() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new TableLock(contract.target().table()).takeAlone());
        statements.add(SameColumns.check(contract, details));
        statements.add(check());
        statements.addAll(look());
        statements.addAll(TakeBackSql.move(contract, details));
        if (contract.target().mode() == Mode.REFRESH) {
            statements.add(new RefreshTakeBack(contract, details).check(""));
        }
        statements.add(mark());
        return statements;
    }

    /** Finds out what {@link #apply} would do, by the same statements, and changes nothing. */
    public List<SqlStatement> look() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(take());
        statements.add(VoidBatches.findAfterUndo(contract.target().table()));
        statements.add(takeSuperseded());
        statements.add(KeepingTime.find(contract.target()));
        statements.addAll(TakeBackSql.look(contract, details));
        return statements;
    }

    /** Asked in the session of {@link #look}, after it. */
    public static SqlStatement counts() {
        return new SqlStatement(
                "Count what would become of its rows",
                "SELECT \"removed\", \"restored\", \"changed_since\" FROM " + TAKEN_BACK);
    }

    private SqlStatement take() {
        return new SqlStatement("The batch that is taken back", """
                CREATE TEMP TABLE %s AS
                SELECT CAST(%s AS varchar(80)) AS "batch_id\"""".formatted(TAKEN, literal(batch.toString())));
    }

    // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say stop.
    private SqlStatement check() {
        return new SqlStatement("Check that the batch can still be taken back", """
                SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE '%3$s, ' || CAST(count(*) AS varchar) END AS integer)
                FROM %1$s AS b
                LEFT JOIN %1$s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."batch_id" = %2$s
                  AND b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL""".formatted(
                        LEDGER, literal(batch.toString()), CHANGED));
    }

    private SqlStatement takeSuperseded() {
        return new SqlStatement(
                "A batch that it superseded may count again", """
                INSERT INTO %s
                SELECT b."supersedes"
                FROM %s AS b
                WHERE b."batch_id" = %s AND b."supersedes" IS NOT NULL""".formatted(TAKEN, LEDGER, literal(batch.toString())));
    }

    private SqlStatement mark() {
        return new SqlStatement(
                "Write into the ledger that the batch doesn't count, and what became of its rows",
                """
                UPDATE %1$s
                SET "undone_at" = GETDATE(),
                  "undo_removed" = (SELECT "removed" FROM %2$s),
                  "undo_restored" = (SELECT "restored" FROM %2$s),
                  "undo_changed_since" = (SELECT "changed_since" FROM %2$s)
                WHERE "batch_id" = %3$s""".formatted(LEDGER, TAKEN_BACK, literal(batch.toString())));
    }
}
