package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;
import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.TableName;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.stream.Collectors;

/** Queries for people, who follow a row to where it came from, and back. Their values stand in the text: it is copied. */
public final class LineageSql {
    private LineageSql() {}

    /**
     * Where a row came from. Each value of its key is a {@code …} to be replaced.
     *
     * @param key at least one column
     */
    public static SqlStatement originOfRow(TableName table, List<String> key) {
        return new SqlStatement("Where a row came from", """
                SELECT "%s", "%s", "%s", "%s", "%s"
                FROM %s
                WHERE %s""".formatted(
                        Lineage.FILE,
                        Lineage.BATCH,
                        Lineage.HOUR,
                        Lineage.DELIVERED_AT,
                        Lineage.LOADED_AT,
                        quoted(table),
                        key.stream().map(column -> quoted(column) + " = '…'").collect(Collectors.joining(" AND "))));
    }

    /** How many rows the table has of each file of a batch. */
    public static SqlStatement filesOfBatch(TableName table, BatchId batch) {
        return new SqlStatement("The rows that the table has of the batch, by file", """
                SELECT "%1$s", COUNT(*)
                FROM %2$s
                WHERE "%3$s" = %4$s
                GROUP BY "%1$s"
                ORDER BY "%1$s\"""".formatted(
                        Lineage.FILE, quoted(table), Lineage.BATCH, literal(batch.toString())));
    }

    /** The rows that the table has of a file. */
    public static SqlStatement rowsOfFile(TableName table, S3Location file) {
        return new SqlStatement("The rows that the table has of a file", """
                SELECT *
                FROM %s
                WHERE "%s" = %s""".formatted(
                        quoted(table), Lineage.FILE, literal(file.toString())));
    }
}
