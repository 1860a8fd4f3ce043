package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;

import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code waybill.check_result}: what each check of each batch found when it was last validated.
 *
 * <p>Its examples are values of rows, and never stand in a statement: what does, stays in the warehouse's query history and
 * audit log. The warehouse finds and writes them itself.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/SYS_QUERY_TEXT.html">SYS_QUERY_TEXT</a>
 */
public final class CheckResultTable {
    private static final String TABLE = "\"waybill\".\"check_result\"";
    private static final int LONGEST_TEXT = 1000;
    /** As much as {@link ExampleSql} makes of a check. */
    private static final int LONGEST_EXAMPLES = 5000;
    /** Of the rows in one statement, of which the Data API takes 100 KB. */
    private static final int MOST_BYTES = 75_000;

    private CheckResultTable() {}

    static SqlStatement create() {
        return new SqlStatement("What the checks of each batch found when it was last validated", """
                CREATE TABLE IF NOT EXISTS %s (
                  "batch_id" varchar(80) NOT NULL,
                  "dataset" varchar(50) NOT NULL,
                  "position" integer NOT NULL,
                  "name" varchar(%2$d) NOT NULL,
                  "severity" varchar(4) NOT NULL,
                  "expected" varchar(%2$d) NOT NULL,
                  "actual" varchar(%2$d) NOT NULL,
                  "passed" boolean NOT NULL,
                  "examples" varchar(%3$d),
                  "checked_at" timestamp NOT NULL
                )
                DISTSTYLE AUTO
                SORTKEY ("dataset", "checked_at")
                """.formatted(
                        TABLE, LONGEST_TEXT, LONGEST_EXAMPLES));
    }

    /**
     * Puts a batch's results in the place of those that it has; to be run in one transaction.
     *
     * @param examples of what breaks the checks, by {@link ExampleSql#examples}; without, the results have none
     */
    public static List<SqlStatement> replace(Verdict verdict, Optional<SqlStatement> examples) {
        List<SqlStatement> statements = new ArrayList<>();
        // First of all, as in TableLock: at SERIALIZABLE, validations that each delete and insert here are in conflict.
        statements.add(new SqlStatement("Take turns with other validations", "LOCK " + TABLE));
        statements.add(new SqlStatement(
                "Delete the results of an earlier validation of the batch", """
                DELETE FROM %s
                WHERE %s""".formatted(TABLE, isOf(verdict))));
        statements.addAll(insert(verdict));
        examples.ifPresent(query -> statements.add(add(verdict, query)));
        return statements;
    }

    private static String isOf(Verdict verdict) {
        return "\"dataset\" = '%s' AND \"batch_id\" = '%s'".formatted(verdict.dataset(), verdict.batch());
    }

    private static SqlStatement add(Verdict verdict, SqlStatement examples) {
        return new SqlStatement(
                "Add examples of what breaks the checks", """
                UPDATE %s
                SET "examples" = e."examples"
                FROM (
                  SELECT x."position" AS "check", LISTAGG(x."example", '\n') WITHIN GROUP (ORDER BY x."example") AS "examples"
                  FROM (
                %s
                  ) AS x
                  GROUP BY x."position"
                ) AS e
                WHERE %s AND "position" = e."check\"""".formatted(TABLE, examples.sql(), isOf(verdict)));
    }

    /**
     * The examples that a batch's results have, {@code :dataset} and {@code :batch_id}: a row for each of these results, of its
     * position and its examples, each on a line.
     */
    public static SqlStatement readExamples() {
        return new SqlStatement("Read the examples of what breaks the checks", """
                SELECT "position", "examples"
                FROM %s
                WHERE "dataset" = :dataset AND "batch_id" = :batch_id AND "examples" IS NOT NULL
                ORDER BY "position\"""".formatted(TABLE));
    }

    private static List<SqlStatement> insert(Verdict verdict) {
        List<SqlStatement> statements = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < verdict.checks().size(); i++) {
            String row = row(verdict, i + 1, verdict.checks().get(i));
            int length = row.getBytes(StandardCharsets.UTF_8).length;
            if (!rows.isEmpty() && bytes + length > MOST_BYTES) {
                statements.add(insert(rows));
                rows.clear();
                bytes = 0;
            }
            rows.add(row);
            bytes += length;
        }
        statements.add(insert(rows));
        return statements;
    }

    private static SqlStatement insert(List<String> rows) {
        return new SqlStatement(
                "Keep the results of the batch's checks", """
                INSERT INTO %s (
                  "batch_id", "dataset", "position", "name", "severity", "expected", "actual", "passed", "checked_at"
                )
                VALUES
                  %s""".formatted(TABLE, String.join(",\n  ", rows)));
    }

    private static String row(Verdict verdict, int position, CheckResult result) {
        return "('%s', '%s', %d, %s, '%s', %s, %s, %s, GETDATE())"
                .formatted(
                        verdict.batch(),
                        verdict.dataset(),
                        position,
                        text(result.name()),
                        result.severity(),
                        text(result.expected()),
                        text(result.actual()),
                        result.passed());
    }

    private static String text(String text) {
        return literal(ByteLength.cut(text, LONGEST_TEXT));
    }
}
