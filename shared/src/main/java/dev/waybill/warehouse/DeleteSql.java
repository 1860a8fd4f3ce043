package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.INCOMING;
import static dev.waybill.warehouse.LoadSql.OUTCOME;
import static dev.waybill.warehouse.LoadSql.STAGING;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DeleteMarker;
import java.util.List;

/** What the transaction does beside if rows may delete their keys: the keys go from the target to the {@link Tombstones}. */
final class DeleteSql {
    private final Contract contract;
    private final DeleteMarker marker;
    private final KeyJoin join;
    private final Contract tombstones;

    DeleteSql(Contract contract, DeleteMarker marker, KeyJoin join) {
        this.contract = contract;
        this.join = join;
        this.marker = marker;
        this.tombstones = Tombstones.of(contract);
    }

    SqlStatement countOutcome() {
        return new SqlStatement("Count what is about to happen", """
                CREATE TEMP TABLE %1$s AS
                SELECT i."staged" - s.remaining AS "stale", s.remaining - s.deleted - u.updated AS "inserted",
                  u.updated AS "updated", s.deleted AS "deleted"
                FROM %2$s AS i
                CROSS JOIN (
                  SELECT count(*) AS remaining, count(CASE WHEN %5$s THEN 1 END) AS deleted
                  FROM %3$s AS s
                ) AS s
                CROSS JOIN (
                  SELECT count(CASE WHEN %5$s THEN NULL ELSE 1 END) AS updated
                  FROM %3$s AS s
                  WHERE EXISTS (SELECT 1 FROM %4$s AS t WHERE %6$s)
                ) AS u""".formatted(
                        OUTCOME, INCOMING, STAGING, target(), deletes("s."), join.on("t", "s")));
    }

    /** In their order, after the rows that the batch has newer are gone from the target; then staging has no deletes. */
    List<SqlStatement> moveKeys() {
        return List.of(forget(), keep(), checkDeletes(), unstage());
    }

    private SqlStatement forget() {
        return new SqlStatement("Forget the deletes of keys that the batch has newer", """
                DELETE FROM %s
                USING %s AS s
                WHERE %s""".formatted(
                        table(), STAGING, equal("s", table(), contract.key())));
    }

    private SqlStatement keep() {
        List<String> columns = tombstones.columns().stream().map(Column::name).toList();
        return new SqlStatement("Keep the keys that the batch deletes, each with its version", """
                INSERT INTO %s (
                  %s,
                  %s
                )
                SELECT
                  %s,
                  i."batch_id", i."hour", i."delivered_at", s."_file", GETDATE()
                FROM %s AS s
                CROSS JOIN %s AS i
                WHERE %s""".formatted(
                table(), list(columns), list(Lineage.COLUMNS), list("s", columns), STAGING, INCOMING, deletes("s.")));
    }

    // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say stop.
    private SqlStatement checkDeletes() {
        return new SqlStatement(
                "Check the conservation law: of the batch's keys the deleted ones are kept, and none is in the target",
                """
                SELECT CAST(CASE WHEN s.deleted = d.kept AND t.found = 0 THEN '0'
                  ELSE 'conservation law broken: ' || CAST(s.deleted AS varchar) || ' keys to delete, '
                    || CAST(d.kept AS varchar) || ' kept as deleted, '
                    || CAST(t.found AS varchar) || ' rows in the target' END AS integer)
                FROM (SELECT count(CASE WHEN %4$s THEN 1 END) AS deleted FROM %1$s AS s) AS s
                CROSS JOIN (SELECT count(*) AS kept FROM %1$s AS s JOIN %2$s AS d ON %5$s) AS d
                CROSS JOIN (SELECT count(*) AS found FROM %1$s AS s JOIN %3$s AS t ON %6$s) AS t""".formatted(
                        STAGING, table(), target(), deletes("s."), equal("d", "s", contract.key()), join.on("t", "s")));
    }

    private SqlStatement unstage() {
        return new SqlStatement("Deletes are no rows of the target", """
                DELETE FROM %s
                WHERE %s""".formatted(STAGING, deletes("")));
    }

    private String deletes(String qualifier) {
        return new DeleteCondition(contract, marker).sql(qualifier);
    }

    private String target() {
        return quoted(contract.target().table());
    }

    private String table() {
        return quoted(tombstones.target().table());
    }
}
