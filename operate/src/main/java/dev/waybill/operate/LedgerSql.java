package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.warehouse.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of the ledger. */
final class LedgerSql {
    private static final String COLUMNS = """
            b."batch_id", b."dataset", b."hour", b."delivered_at", b."manifest", b."target_table", b."mode",
              b."contract_digest", b."declared", b."read", b."rejected", b."superseded", b."staged", b."stale", b."inserted",
              b."updated", b."deleted", b."applied_at", b."supersedes", l."batch_id", b."undo_until", b."undone_at\"""";

    private static final String TABLES = """
            "waybill"."batch" AS b
            LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL""";

    private LedgerSql() {}

    /** {@code :batch_id}. */
    static SqlStatement find() {
        return new SqlStatement("Find the batch in the ledger", """
                SELECT
                  %s
                FROM %s
                WHERE b."batch_id" = :batch_id""".formatted(COLUMNS, TABLES));
    }

    /** Those of these batches that the ledger has. An id is safe in SQL. */
    static SqlStatement findAll(List<BatchId> batches) {
        return new SqlStatement("Find the batches in the ledger", """
                SELECT
                  %s
                FROM %s
                WHERE b."batch_id" IN (%s)""".formatted(
                        COLUMNS,
                        TABLES,
                        batches.stream().map(batch -> "'" + batch + "'").collect(Collectors.joining(", "))));
    }

    /** Of each dataset that which was applied last of its latest hour, among those that count. */
    static SqlStatement latest() {
        return new SqlStatement("Find each dataset's latest batch", """
                SELECT
                  %s
                FROM (
                  SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x."dataset" ORDER BY x."hour" DESC, x."applied_at" DESC, x."batch_id") AS "place"
                  FROM "waybill"."batch" AS x
                  LEFT JOIN "waybill"."batch" AS y ON y."supersedes" = x."batch_id" AND y."undone_at" IS NULL
                  WHERE x."undone_at" IS NULL AND y."batch_id" IS NULL
                ) AS b
                LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."place" = 1
                ORDER BY b."dataset\"""".formatted(COLUMNS));
    }

    /** Of a dataset, {@code :dataset}, those with an hour from {@code :from_hour} to before {@code :until_hour}. */
    static SqlStatement between() {
        return new SqlStatement("Find a dataset's batches of some hours", """
                SELECT
                  %s
                FROM %s
                WHERE b."dataset" = :dataset
                  AND b."hour" >= CAST(:from_hour AS timestamp)
                  AND b."hour" < CAST(:until_hour AS timestamp)
                ORDER BY b."hour", b."applied_at", b."batch_id\"""".formatted(COLUMNS, TABLES));
    }

    /** Of a dataset, {@code :dataset}, the first hour; NULL if it was never loaded. */
    static SqlStatement firstHour() {
        return new SqlStatement("Find a dataset's first hour", """
                SELECT MIN("hour")
                FROM "waybill"."batch"
                WHERE "dataset" = :dataset""");
    }

    /** Those with rejected rows that were applied last. */
    static SqlStatement withRejectedRows(int limit) {
        return new SqlStatement(
                "Find the batches with rejected rows that were applied last", """
                SELECT
                  %s
                FROM %s
                WHERE b."rejected" > 0
                ORDER BY b."applied_at" DESC, b."batch_id" DESC
                LIMIT %d""".formatted(COLUMNS, TABLES, limit));
    }

    /** Of each dataset what was applied last, the latest first. */
    static SqlStatement newestOfEach(int limit) {
        return new SqlStatement(
                "Find the batches of each dataset that were applied last", """
                SELECT
                  %s
                FROM (
                  SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x."dataset" ORDER BY x."applied_at" DESC, x."batch_id" DESC) AS "place"
                  FROM "waybill"."batch" AS x
                ) AS b
                LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."place" <= %d
                ORDER BY b."dataset", b."applied_at" DESC, b."batch_id" DESC""".formatted(COLUMNS, limit));
    }

    /** The datasets that have batches. */
    static SqlStatement datasets() {
        return new SqlStatement("Find the datasets of the ledger", """
                SELECT DISTINCT "dataset"
                FROM "waybill"."batch"
                ORDER BY "dataset\"""");
    }

    /**
     * What was applied last, the latest first; of each page the next begins behind its last.
     *
     * @param dataset whether only of one, {@code :dataset}
     * @param after whether only what was applied before a batch, {@code :after}
     */
    static SqlStatement page(Optional<DatasetName> dataset, Optional<BatchId> after, int limit) {
        String behind = after.isPresent() ? "\nJOIN \"waybill\".\"batch\" AS a ON a.\"batch_id\" = :after" : "";
        String conditions = Stream.of(
                        dataset.map(name -> "b.\"dataset\" = :dataset"),
                        after.map(batch -> "(b.\"applied_at\" < a.\"applied_at\" OR"
                                + " (b.\"applied_at\" = a.\"applied_at\" AND b.\"batch_id\" < a.\"batch_id\"))"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n  AND "));
        String where = conditions.isEmpty() ? "" : "\nWHERE " + conditions;
        return new SqlStatement(
                "Find a page of the batches that were applied", """
                SELECT
                  %s
                FROM %s%s%s
                ORDER BY b."applied_at" DESC, b."batch_id" DESC
                LIMIT %d""".formatted(COLUMNS, TABLES, behind, where, limit));
    }
}
