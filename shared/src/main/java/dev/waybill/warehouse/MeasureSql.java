package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Check;
import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.Check.RowCount;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures all checks of a batch by one statement, which reads the batch's own rows once. */
public final class MeasureSql {
    private final Contract contract;
    private final Hour hour;
    private final OffendingRows offending;

    public MeasureSql(Contract contract, BatchId batch, Hour hour) {
        this.contract = contract;
        this.hour = hour;
        this.offending = new OffendingRows(contract, batch);
    }

    /**
     * One row: how many rows of the target carry the batch, then a column for each check. That of a query of the contract has
     * what the query returns, of {@code freshness} the newest value as {@code 2026-11-22 10:00:00} if there is one that is new
     * enough, of {@code row_count} the earlier batches' records as {@code 12,9}, of any other how much breaks it.
     */
    public SqlStatement measure(List<Check> checks) {
        List<String> counts = new ArrayList<>(List.of("count(*) AS \"rows\""));
        List<String> measures = new ArrayList<>(List.of("m.\"rows\""));
        for (Check check : checks) {
            String name = quoted("check_" + measures.size());
            Optional<String> broken = offending.condition(check);
            broken.ifPresent(condition -> counts.add("count(CASE WHEN " + condition + " THEN 1 END) AS " + name));
            measures.add(broken.isPresent() ? "m." + name : "(\n" + subquery(check) + "\n  )");
        }
        return new SqlStatement(title(checks), """
                SELECT
                  %s
                FROM (
                  SELECT
                    %s
                %s
                ) AS m""".formatted(
                        String.join(",\n  ", measures), String.join(",\n    ", counts), offending.batchRows()));
    }

    private static String title(List<Check> checks) {
        return switch (checks.size()) {
            case 0 -> "Count the batch's rows";
            case 1 -> checks.get(0).sentence();
            default -> "Measure the checks";
        };
    }

    /** A query of the contract as it stands, for one that can't be a part of another statement. */
    public static SqlStatement ask(Sql check) {
        return new SqlStatement(check.name(), check.query());
    }

    private String subquery(Check check) {
        if (check instanceof Sql sql) {
            return sql.query();
        }
        if (check instanceof Freshness freshness) {
            return fresh(freshness);
        }
        return check instanceof RowCount rowCount
                ? earlier(rowCount)
                : "  SELECT count(*)\n" + offending.from(check).orElseThrow();
    }

    /** Only within the range that passes: a large table is sorted by such a column, and its other blocks needn't be read then. */
    private String fresh(Freshness freshness) {
        LocalDateTime oldest = freshness.oldest(contract.source().layout().end(hour));
        return """
                  %s
                  WHERE %s >= %s\
                """.formatted(
                        newest(freshness).replace("\n", "\n  "),
                        quoted(freshness.column()),
                        SqlValue.notBefore(type(freshness), oldest));
    }

    /** The newest value of the table, written as {@link #measure} does: for a {@code freshness} that doesn't hold. */
    public SqlStatement askNewest(Freshness freshness) {
        return new SqlStatement("Look for the newest " + freshness.column(), newest(freshness));
    }

    private String newest(Freshness freshness) {
        String max = "max(" + quoted(freshness.column()) + ")";
        String utc = type(freshness) == ColumnType.Simple.TIMESTAMPTZ
                ? max + " AT TIME ZONE 'UTC'"
                : type(freshness) == ColumnType.Simple.DATE ? "CAST(" + max + " AS timestamp)" : max;
        return """
                SELECT TO_CHAR(%s, 'YYYY-MM-DD HH24:MI:SS')
                FROM %s""".formatted(utc, quoted(contract.target().table()));
    }

    private ColumnType type(Freshness freshness) {
        return contract.column(freshness.column()).type();
    }

    /** Those that count, by the rule of {@link VoidBatches}. */
    private String earlier(RowCount rowCount) {
        return """
                  SELECT LISTAGG(CAST(e."read" AS varchar), ',')
                  FROM (
                    SELECT b."read"
                    FROM "waybill"."batch" AS b
                    LEFT JOIN "waybill"."batch" AS l ON l."supersedes" = b."batch_id" AND l."undone_at" IS NULL
                    WHERE b."dataset" = '%s' AND b."hour" < %s AND b."undone_at" IS NULL AND l."batch_id" IS NULL
                    ORDER BY b."hour" DESC, b."delivered_at" DESC, b."batch_id" DESC
                    LIMIT %d
                  ) AS e\
                """.formatted(contract.dataset(), SqlValue.second(hour.start()), rowCount.last());
    }
}
