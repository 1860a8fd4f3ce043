package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;
import static dev.waybill.warehouse.LoadSql.LEDGER;
import static dev.waybill.warehouse.TakeBackSql.TAKEN_BACK;
import static dev.waybill.warehouse.Versions.DELETES;
import static dev.waybill.warehouse.Versions.KEPT_UNTIL;
import static dev.waybill.warehouse.VoidBatches.TAKEN;
import static dev.waybill.warehouse.VoidBatches.VOID;

import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of each key that a taken batch has a version of, all versions are looked at again, wherever they are, and the newest that
 * counts takes the key's place: in the target or, if it is a delete, among the tombstones. The others are versions.
 */
final class UpsertTakeBack {
    /** The keys that are looked at. */
    private static final String KEYS = "\"waybill_keys\"";

    /** Their versions. */
    private static final String FOUND = "\"waybill_found\"";

    /** Of each of those keys the newest version that counts. */
    private static final String CURRENT = "\"waybill_current\"";

    private final Contract contract;
    private final String target;
    private final String versions;
    private final Optional<String> tombstones;
    private final MovedColumns rows;
    private final MovedColumns deletes;

    UpsertTakeBack(Contract contract, LoadDetails details) {
        this.contract = contract;
        this.target = quoted(contract.target().table());
        this.versions = quoted(Versions.table(contract.target().table()));
        this.tombstones = details.tombstones().map(Identifiers::quoted);
        this.rows = MovedColumns.of(contract, details);
        this.deletes = MovedColumns.ofTombstones(contract);
    }

    List<SqlStatement> look() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(findKeys());
        statements.add(createFound());
        statements.add(find("target", target, rows, "false"));
        tombstones.ifPresent(table -> statements.add(find("tombstones", table, deletes, "true")));
        statements.add(find("versions", versions, rows, "t." + DELETES));
        statements.add(checkMode());
        statements.add(choose());
        statements.add(count());
        return statements;
    }

    List<SqlStatement> move() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(clear("target", target));
        tombstones.ifPresent(table -> statements.add(clear("tombstones", table)));
        statements.add(clear("versions", versions));
        statements.add(place("The newest rows that count go into the target", target, rows, "false"));
        tombstones.ifPresent(table -> statements.add(
                place("The newest versions that count and delete their keys are tombstones", table, deletes, "true")));
        statements.add(keepOthers());
        return statements;
    }

    private SqlStatement findKeys() {
        List<String> keys = new ArrayList<>();
        keys.add(keysOf(target, 0));
        tombstones.ifPresent(table -> keys.add(keysOf(table, 0)));
        keys.add(keysOf(versions, 1));
        return new SqlStatement("Find the keys that the batch to take back has versions of", """
                CREATE TEMP TABLE %s AS
                SELECT %s, min(k."aside") AS "aside"
                FROM (
                  %s
                ) AS k
                GROUP BY %s""".formatted(
                KEYS, list("k", contract.key()), String.join("\n  UNION ALL\n  ", keys), list("k", contract.key())));
    }

    /** {@code aside} is 1 for a version that isn't the key's current one. */
    private String keysOf(String table, int aside) {
        return """
                SELECT %s, %d AS "aside"
                  FROM %s AS t
                  JOIN %s AS b ON b."batch_id" = t."_batch\"""".formatted(list("t", contract.key()), aside, table, TAKEN);
    }

    private SqlStatement createFound() {
        return new SqlStatement(
                "All versions of those keys", "CREATE TEMP TABLE " + FOUND + " (LIKE " + versions + ")");
    }

    private SqlStatement find(String where, String table, MovedColumns columns, String isDelete) {
        return columns.keep("Find versions of them in the " + where, FOUND, "t", isDelete, "u.\"until\"", """
                %s AS t
                JOIN %s AS k ON %s
                CROSS JOIN %s AS u""".formatted(
                        table, KEYS, equal("t", "k", contract.key()), KeepingTime.KEPT));
    }

    // A sentence that is no integer makes the cast fail, and with it the transaction: SQL has no other way to say stop.
    private SqlStatement checkMode() {
        return new SqlStatement(
                "Check that all of them were loaded by key, for what was appended has no order",
                """
                SELECT CAST(CASE WHEN count(*) = 0 THEN '0'
                  ELSE CAST(count(*) AS varchar) || ' versions of its keys were loaded in another mode' END AS integer)
                FROM %s AS f
                JOIN %s AS b ON b."batch_id" = f."_batch"
                WHERE b."mode" <> 'upsert\'""".formatted(FOUND, LEDGER));
    }

    /** In the order by which newest wins; a row that is older than Waybill has no lineage, and is the oldest. */
    private SqlStatement choose() {
        String order = Stream.concat(
                        contract.newest().stream(), Stream.of(Lineage.HOUR, Lineage.DELIVERED_AT, Lineage.BATCH))
                .map(column -> "f." + quoted(column) + " DESC NULLS LAST")
                .collect(Collectors.joining(", "));
        return new SqlStatement("Of each key the newest version that counts", """
                CREATE TEMP TABLE %s AS
                SELECT %s, r."_batch", r.%s
                FROM (
                  SELECT %s, f."_batch", f.%s,
                    ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s) AS "place"
                  FROM %s AS f
                  LEFT JOIN %s AS x ON x."batch_id" = f."_batch"
                  WHERE x."batch_id" IS NULL%s
                ) AS r
                WHERE r."place" = 1""".formatted(
                        CURRENT,
                        list("r", contract.key()),
                        DELETES,
                        list("f", contract.key()),
                        DELETES,
                        list("f", contract.key()),
                        order,
                        FOUND,
                        VOID,
                        // Deletes of a time when the contract had them have no place to go to.
                        tombstones.isPresent() ? "" : " AND NOT f." + DELETES));
    }

    private SqlStatement count() {
        return new SqlStatement("Count what becomes of their rows", """
                CREATE TEMP TABLE %1$s AS
                SELECT
                  count(CASE WHEN t."was" IS NOT NULL AND c."is" IS NULL THEN 1 END) AS "removed",
                  count(CASE WHEN c."is" <> COALESCE(t."was", '-') THEN 1 END) AS "restored",
                  count(CASE WHEN k."aside" = 1 AND COALESCE(c."is", '-') = COALESCE(t."was", '-') THEN 1 END) AS "changed_since"
                FROM %2$s AS k
                LEFT JOIN (SELECT %3$s, COALESCE(t."_batch", '') AS "was" FROM %4$s AS t) AS t ON %5$s
                LEFT JOIN (SELECT %6$s, COALESCE(c."_batch", '') AS "is" FROM %7$s AS c WHERE NOT c.%8$s) AS c ON %9$s""".formatted(
                        TAKEN_BACK,
                        KEYS,
                        list("t", contract.key()),
                        target,
                        equal("t", "k", contract.key()),
                        list("c", contract.key()),
                        CURRENT,
                        DELETES,
                        equal("c", "k", contract.key())));
    }

    private SqlStatement clear(String where, String table) {
        return new SqlStatement("Take those versions out of the " + where, """
                DELETE FROM %s
                USING %s AS k
                WHERE %s""".formatted(
                        table, KEYS, equal("k", table, contract.key())));
    }

    private SqlStatement place(String title, String table, MovedColumns columns, String isDelete) {
        return new SqlStatement(title, """
                INSERT INTO %s (
                  %s
                )
                SELECT
                  %s
                FROM %s AS f
                JOIN %s AS c ON %s
                WHERE c.%s = %s""".formatted(
                        table, columns.list(), columns.list("f"), FOUND, CURRENT, isChosen(), DELETES, isDelete));
    }

    private SqlStatement keepOthers() {
        return rows.keep(
                "The others are kept beside it", versions, "f", "f." + DELETES, "f." + KEPT_UNTIL, """
                %s AS f
                LEFT JOIN %s AS c ON %s
                WHERE c.%s IS NULL""".formatted(
                                FOUND, CURRENT, isChosen(), DELETES));
    }

    private String isChosen() {
        return equal("c", "f", contract.key()) + " AND COALESCE(c.\"_batch\", '') = COALESCE(f.\"_batch\", '')";
    }
}
