package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.TakeBackSql.TAKEN_BACK;
import static dev.waybill.warehouse.VoidBatches.TAKEN;
import static dev.waybill.warehouse.VoidBatches.VOID;

import dev.waybill.contract.Contract;
import java.util.List;

/** A table of added rows has those of each batch that counts, and of no other. */
final class AppendTakeBack {
    private final String target;
    private final String versions;
    private final MovedColumns rows;

    AppendTakeBack(Contract contract, LoadDetails details) {
        this.target = quoted(contract.target().table());
        this.versions = quoted(Versions.table(contract.target().table()));
        this.rows = MovedColumns.of(contract, details);
    }

    List<SqlStatement> look() {
        return List.of(count());
    }

    List<SqlStatement> move() {
        return List.of(keep(), remove(), restore(), forget());
    }

    private SqlStatement count() {
        return new SqlStatement("Count the rows that go and that come back", """
                CREATE TEMP TABLE %s AS
                SELECT t."removed", v."restored", 0 AS "changed_since"
                FROM (
                  SELECT count(*) AS "removed"
                  FROM %s AS t
                  JOIN %s AS x ON x."batch_id" = t."_batch"
                ) AS t
                CROSS JOIN (
                  SELECT count(*) AS "restored"
                  FROM %s
                  %s
                ) AS v""".formatted(
                TAKEN_BACK, target, VOID, versions, countAgain().indent(2).strip()));
    }

    private SqlStatement keep() {
        return rows.keep(
                "Keep the rows of batches that don't count beside the target",
                versions,
                "t",
                "false",
                "u.\"until\"",
                """
                %s AS t
                JOIN %s AS x ON x."batch_id" = t."_batch"
                CROSS JOIN %s AS u""".formatted(target, VOID, KeepingTime.KEPT));
    }

    private SqlStatement remove() {
        return new SqlStatement("Take those rows out of the target", """
                DELETE FROM %1$s
                USING %2$s AS x
                WHERE x."batch_id" = %1$s."_batch\"""".formatted(target, VOID));
    }

    private SqlStatement restore() {
        return new SqlStatement("The rows of batches that count again come back", """
                INSERT INTO %s (
                  %s
                )
                SELECT
                  %s
                FROM %s
                %s""".formatted(
                        target, rows.list(), rows.list(), versions, countAgain()));
    }

    private SqlStatement forget() {
        return new SqlStatement("Those are kept no longer", """
                DELETE FROM %s
                %s""".formatted(versions, countAgain()));
    }

    private static String countAgain() {
        return """
                WHERE "_batch" IN (SELECT "batch_id" FROM %s)
                  AND "_batch" NOT IN (SELECT "batch_id" FROM %s)""".formatted(TAKEN, VOID);
    }
}
