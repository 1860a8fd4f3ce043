package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.TakeBackSql.TAKEN_BACK;
import static dev.waybill.warehouse.VoidBatches.VOID;

import dev.waybill.contract.Contract;
import java.util.List;

/** A table that is replaced as a whole has the rows of the newest batch that counts; of none, those from before Waybill. */
final class RefreshTakeBack {
    /** One row: the batch whose rows the target is to have, and how many they are; empty if no batch counts. */
    private static final String CURRENT = "\"waybill_current\"";

    private static final String IS_CURRENT = "COALESCE(\"_batch\", '') = (SELECT \"batch_id\" FROM " + CURRENT + ")";

    private final Contract contract;
    private final String target;
    private final String versions;
    private final MovedColumns rows;

    RefreshTakeBack(Contract contract, LoadDetails details) {
        this.contract = contract;
        this.target = quoted(contract.target().table());
        this.versions = quoted(Versions.table(contract.target().table()));
        this.rows = MovedColumns.of(contract, details);
    }

    List<SqlStatement> look() {
        return List.of(choose(), count());
    }

    List<SqlStatement> move() {
        return List.of(keep(), remove(), restore(), forget());
    }

    private SqlStatement choose() {
        return new SqlStatement("The newest batch that counts", """
                CREATE TEMP TABLE %s AS
                SELECT COALESCE(w."batch_id", '') AS "batch_id", COALESCE(w."staged", 0) AS "staged"
                FROM (SELECT 1 AS "one") AS o
                LEFT JOIN (
                  SELECT 1 AS "one", b."batch_id", b."staged"
                  FROM %s AS b
                  LEFT JOIN %s AS x ON x."batch_id" = b."batch_id"
                  WHERE b."target_table" = %s AND b."mode" = 'refresh' AND x."batch_id" IS NULL
                  ORDER BY b."hour" DESC, b."delivered_at" DESC, b."batch_id" DESC
                  LIMIT 1
                ) AS w ON w."one" = o."one\"""".formatted(
                        CURRENT, LEDGER, VOID, literal(contract.target().table().toString())));
    }

    private SqlStatement count() {
        return new SqlStatement("Count the rows that go and that come back", """
                CREATE TEMP TABLE %s AS
                SELECT t."removed", v."restored", 0 AS "changed_since"
                FROM (SELECT count(*) AS "removed" FROM %s WHERE NOT %s) AS t
                CROSS JOIN (SELECT count(*) AS "restored" FROM %s WHERE %s) AS v""".formatted(
                        TAKEN_BACK, target, IS_CURRENT, versions, IS_CURRENT));
    }

    private SqlStatement keep() {
        return rows.keep(
                "Keep the rows of other batches beside the target",
                versions,
                "t",
                "false",
                "u.\"until\"",
                """
                %s AS t
                CROSS JOIN %s AS u
                WHERE NOT %s""".formatted(target, KeepingTime.KEPT, IS_CURRENT));
    }

    private SqlStatement remove() {
        return new SqlStatement("Take those rows out of the target", """
                DELETE FROM %s
                WHERE NOT %s""".formatted(target, IS_CURRENT));
    }

    private SqlStatement restore() {
        return new SqlStatement("The rows of the newest batch that counts come back", """
                INSERT INTO %s (
                  %s
                )
                SELECT
                  %s
                FROM %s
                WHERE %s""".formatted(
                        target, rows.list(), rows.list(), versions, IS_CURRENT));
    }

    private SqlStatement forget() {
        return new SqlStatement("Those are kept no longer", """
                DELETE FROM %s
                WHERE %s""".formatted(versions, IS_CURRENT));
    }

    /**
     * Stops the transaction if the rows that should come back are kept no longer, or are those of batches that didn't replace
     * the table.
     *
     * @param otherwise another condition under which all is well
     */
    SqlStatement check(String otherwise) {
        // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say
        // stop.
        return new SqlStatement("Check that the target has all rows of the newest batch that counts", """
                SELECT CAST(CASE WHEN c."staged" = t.found AND c."batch_id" <> '' OR c."batch_id" = '' AND o.others = 0%s THEN '0'
                  ELSE 'of the ' || CAST(c."staged" AS varchar) || ' rows of ' || c."batch_id" || ', '
                    || CAST(t.found AS varchar) || ' are still kept, and '
                    || CAST(o.others AS varchar) || ' batches were loaded in another mode' END AS integer)
                FROM %s AS c
                CROSS JOIN (SELECT count(*) AS found FROM %s) AS t
                CROSS JOIN (
                  SELECT count(*) AS others
                  FROM %s AS b
                  LEFT JOIN %s AS x ON x."batch_id" = b."batch_id"
                  WHERE b."target_table" = %s AND b."mode" <> 'refresh' AND x."batch_id" IS NULL
                ) AS o""".formatted(
                        otherwise,
                        CURRENT,
                        target,
                        LEDGER,
                        VOID,
                        literal(contract.target().table().toString())));
    }
}
