package dev.waybill.warehouse;

import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.TakeBackSql.TAKEN_BACK;
import static dev.waybill.warehouse.VoidBatches.TAKEN;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Target.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that take one batch back, {@code :batch_id}: the table becomes as if it had never been delivered. */
public final class UndoSql {
    /** In words that are those of an error which is tried again: the next attempt sees what happened. */
    private static final String CHANGED = "conflict with concurrent transaction: the ledger has changed meanwhile";

    private final Contract contract;
    private final LoadDetails details;

    /** @param otherColumns the columns that only the target has */
    public UndoSql(Contract contract, List<String> otherColumns) {
        this.contract = contract;
        this.details = new LoadDetails(otherColumns, Optional.empty(), Optional.empty());
    }

    /** One row, if the batch was applied: how it was, what forbids its undo, and until when there is time. */
    public static SqlStatement find() {
        return new SqlStatement("Look for the batch in the ledger", """
                SELECT b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until",
                  CASE WHEN b."undo_until" >= GETDATE() THEN 1 ELSE 0 END AS "in_time", max(l."batch_id") AS "superseded_by"
                FROM %1$s AS b
                LEFT JOIN %1$s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."batch_id" = :batch_id
                GROUP BY b."dataset", b."target_table", b."mode", b."undone_at", b."undo_until\"""".formatted(LEDGER));
    }

    /** Of this session only. */
    public static SqlStatement createTaken() {
        return new SqlStatement(
                "Which batch is taken back, of this session only",
                "CREATE TEMP TABLE " + TAKEN + " (\"batch_id\" varchar(80)) DISTSTYLE ALL");
    }

    /**
     * Asked after {@link #createTaken}, since CREATE TABLE AS binds no parameters.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html">PREPARE</a>
     */
    public static SqlStatement describeTaken() {
        return new SqlStatement("Say which it is", "INSERT INTO " + TAKEN + " VALUES (:batch_id)");
    }

    /** The one transaction, in its order. It runs alone, because it changes the ledger, which every load reads. */
    public List<SqlStatement> apply() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new TableLock(contract.target().table()).takeAlone());
        statements.add(check());
        statements.add(mark());
        statements.addAll(look());
        statements.addAll(TakeBackSql.move(contract, details));
        if (contract.target().mode() == Mode.REFRESH) {
            statements.add(new RefreshTakeBack(contract, details).check(""));
        }
        return statements;
    }

    /** Finds out what {@link #apply} would do, by the same statements, and changes nothing. */
    public List<SqlStatement> look() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(VoidBatches.find(contract.target().table()));
        statements.add(takeSuperseded());
        statements.addAll(TakeBackSql.look(contract, details));
        return statements;
    }

    /** Asked in the session of {@link #apply} or {@link #look}, after it. */
    public static SqlStatement counts() {
        return new SqlStatement(
                "Count what became of its rows",
                "SELECT \"removed\", \"restored\", \"changed_since\" FROM " + TAKEN_BACK);
    }

    // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say stop.
    private static SqlStatement check() {
        return new SqlStatement("Check that the batch can still be taken back", """
                SELECT CAST(CASE WHEN count(*) = 1 THEN '0' ELSE '%3$s' END AS integer)
                FROM %1$s AS b
                JOIN %2$s AS k ON k."batch_id" = b."batch_id"
                LEFT JOIN %1$s AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."undone_at" IS NULL AND b."undo_until" >= GETDATE() AND l."batch_id" IS NULL""".formatted(LEDGER, TAKEN, CHANGED));
    }

    private static SqlStatement mark() {
        return new SqlStatement("Write into the ledger that the batch doesn't count", """
                UPDATE %1$s
                SET "undone_at" = GETDATE()
                WHERE "batch_id" IN (SELECT "batch_id" FROM %2$s)""".formatted(LEDGER, TAKEN));
    }

    private static SqlStatement takeSuperseded() {
        return new SqlStatement("A batch that it superseded may count again", """
                INSERT INTO %1$s
                SELECT b."supersedes"
                FROM %2$s AS b
                JOIN %1$s AS k ON k."batch_id" = b."batch_id"
                WHERE b."supersedes" IS NOT NULL""".formatted(TAKEN, LEDGER));
    }
}
