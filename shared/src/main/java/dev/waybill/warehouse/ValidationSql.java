package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What validation asks about one batch, {@code :batch_id}. Nothing here changes anything, and each statement stands alone:
 * other batches may be applied meanwhile.
 */
public final class ValidationSql {
    private final Contract contract;
    private final String target;

    public ValidationSql(Contract contract) {
        this.contract = contract;
        this.target = quoted(contract.target().table());
    }

    /** One row, where all is well: Redshift enforces no key. */
    public static SqlStatement readLedger() {
        return new SqlStatement("Read the batch's row of the ledger", """
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    /** The same of a contract whose rows may delete their keys; ledgers that never met one don't count deletes. */
    public static SqlStatement readLedgerWithDeletes() {
        return new SqlStatement("Read the batch's row of the ledger", """
                SELECT "declared", "read", "rejected", "superseded", "staged", "stale", "inserted", "updated", "deleted"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    /**
     * Ask this after {@link #measure} and {@link #countDeleted}: a batch that was applied before the rows were counted is then
     * always among them.
     * GETDATE counts whole seconds, hence "not before".
     */
    public static SqlStatement countLaterBatches() {
        return new SqlStatement("Count the later batches that may have replaced rows of this one", """
                SELECT count(*)
                FROM "waybill"."batch" AS own
                JOIN "waybill"."batch" AS later
                  ON later."target_table" = own."target_table"
                  AND later."batch_id" <> own."batch_id"
                  AND later."applied_at" >= own."applied_at"
                WHERE own."batch_id" = :batch_id
                  AND later."mode" <> 'append'""");
    }

    /** One row: the batch's rows, those with a value for each of {@code notNull}, those outside each of {@code ranges}. */
    public SqlStatement measure(List<NotNull> notNull, List<Range> ranges) {
        return new SqlStatement("Measure the batch's rows", """
                SELECT
                  %s
                FROM %s
                WHERE "_batch" = :batch_id""".formatted(
                        Stream.of(
                                        Stream.of("count(*)"),
                                        notNull.stream().map(check -> "count(" + quoted(check.column()) + ")"),
                                        ranges.stream().map(this::countOutside))
                                .flatMap(measures -> measures)
                                .collect(Collectors.joining(",\n  ")),
                        target));
    }

    /** Of a contract whose rows may delete their keys. */
    public SqlStatement countDeleted() {
        return new SqlStatement("Count the keys that the batch deleted", """
                SELECT count(*)
                FROM %s
                WHERE "_batch" = :batch_id""".formatted(
                        quoted(Tombstones.of(contract).target().table())));
    }

    /** A NULL is equal to nothing, and so never repeated. */
    public SqlStatement countRepeated(Unique check) {
        return new SqlStatement(
                "Count what the batch brought and the table has more than once: " + String.join(", ", check.columns()),
                """
                SELECT count(*)
                FROM (
                  SELECT %1$s
                  FROM %2$s AS t
                  JOIN (SELECT DISTINCT %3$s FROM %2$s WHERE "_batch" = :batch_id) AS b
                    ON %4$s
                  GROUP BY %1$s
                  HAVING count(*) > 1
                ) AS repeated""".formatted(
                        list("t", check.columns()), target, list(check.columns()), equal("t", "b", check.columns())));
    }

    /** The contract's own query, as it stands. */
    public static SqlStatement ask(Sql check) {
        return new SqlStatement(check.name(), check.query());
    }

    private String countOutside(Range range) {
        String outside = Stream.of(
                        range.min().map(min -> quoted(range.column()) + " < " + bound(range, min)),
                        range.max().map(max -> quoted(range.column()) + " > " + bound(range, max)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" OR "));
        return "count(CASE WHEN " + outside + " THEN 1 END)";
    }

    /** Compared as double precision, the real 0.1 would be greater than 0.1. */
    private String bound(Range range, BigDecimal bound) {
        String literal = bound.toPlainString();
        return contract.column(range.column()).type() == ColumnType.Simple.REAL
                ? "CAST(" + literal + " AS real)"
                : literal;
    }
}
