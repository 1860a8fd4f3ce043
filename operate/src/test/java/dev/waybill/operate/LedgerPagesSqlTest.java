package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The statements that are about many batches. */
class LedgerPagesSqlTest {
    private static final String COLUMNS = """
            SELECT
              b."batch_id", b."dataset", b."hour", b."delivered_at", b."manifest", b."target_table", b."mode",
              b."contract_digest", b."declared", b."read", b."rejected", b."superseded", b."staged", b."stale", b."inserted",
              b."updated", b."deleted", b."applied_at", b."supersedes", l."batch_id", b."undo_until", b."undone_at"
            """;

    private static final String TABLES = """
            FROM "waybill"."batch" AS b
            LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
            """;

    @Test
    void asksForTheFirstPageOfAllBatches() {
        assertThat(LedgerSql.page(Optional.empty(), Optional.empty(), 51).sql()).isEqualTo(COLUMNS + TABLES + """
                ORDER BY b."applied_at" DESC, b."batch_id" DESC
                LIMIT 51""");
    }

    @Test
    void asksForALaterPageOfADatasetBehindTheLastBatchOfThePageBefore() {
        assertThat(LedgerSql.page(
                                Optional.of(DatasetName.of("orders")),
                                Optional.of(BatchId.parse("orders-2026112210-0123456789abcdef")),
                                51)
                        .sql())
                .isEqualTo(COLUMNS + TABLES + """
                JOIN "waybill"."batch" AS a ON a."batch_id" = :after
                WHERE b."dataset" = :dataset
                  AND (b."applied_at" < a."applied_at" OR (b."applied_at" = a."applied_at" AND b."batch_id" < a."batch_id"))
                ORDER BY b."applied_at" DESC, b."batch_id" DESC
                LIMIT 51""");
    }

    @Test
    void asksForSomeBatchesAtOnce() {
        assertThat(LedgerSql.findAll(List.of(
                                BatchId.parse("orders-2026112210-0123456789abcdef"),
                                BatchId.parse("visits-2026112211-0123456789abcdef")))
                        .sql())
                .isEqualTo(
                        COLUMNS + TABLES
                                + "WHERE b.\"batch_id\" IN ('orders-2026112210-0123456789abcdef', 'visits-2026112211-0123456789abcdef')");
    }

    @Test
    void asksForTheNewestOfEachDataset() {
        assertThat(LedgerSql.newestOfEach(40).sql()).isEqualTo(COLUMNS + """
                FROM (
                  SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x."dataset" ORDER BY x."applied_at" DESC, x."batch_id" DESC) AS "place"
                  FROM "waybill"."batch" AS x
                ) AS b
                LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                WHERE b."place" <= 40
                ORDER BY b."dataset", b."applied_at" DESC, b."batch_id" DESC""");
    }
}
