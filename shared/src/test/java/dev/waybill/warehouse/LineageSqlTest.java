package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.TableName;
import dev.waybill.s3.S3Location;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageSqlTest {
    private static final TableName TABLE = TableName.parse("sales.orders");

    @Test
    void asksWhereARowCameFromByItsWholeKey() {
        assertThat(LineageSql.originOfRow(TABLE, List.of("order_id", "line")).text())
                .isEqualTo("""
                -- Where a row came from
                SELECT "_file", "_batch", "_hour", "_delivered_at", "_loaded_at"
                FROM "sales"."orders"
                WHERE "order_id" = '…' AND "line" = '…';
                """);
    }

    @Test
    void countsTheRowsOfABatchByFile() {
        assertThat(LineageSql.filesOfBatch(TABLE, BatchId.parse("orders-2026112210-0123456789abcdef"))
                        .text())
                .isEqualTo("""
                -- The rows that the table has of the batch, by file
                SELECT "_file", COUNT(*)
                FROM "sales"."orders"
                WHERE "_batch" = 'orders-2026112210-0123456789abcdef'
                GROUP BY "_file"
                ORDER BY "_file";
                """);
    }

    @Test
    void findsTheRowsOfAFileWhoseNameHasQuotes() {
        assertThat(LineageSql.rowsOfFile(TABLE, S3Location.parse("s3://waybill-source-shop/orders/o'h.csv"))
                        .text())
                .isEqualTo("""
                -- The rows that the table has of a file
                SELECT *
                FROM "sales"."orders"
                WHERE "_file" = 's3://waybill-source-shop/orders/o''h.csv';
                """);
    }
}
