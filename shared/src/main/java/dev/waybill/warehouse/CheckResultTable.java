package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;

import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The table {@code waybill.check_result}: what each check of each batch found when it was last validated. */
public final class CheckResultTable {
    private static final String TABLE = "\"waybill\".\"check_result\"";
    private static final int LONGEST_TEXT = 1000;
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

    /** Puts a batch's results in the place of those that it has; to be run in one transaction. */
    public static List<SqlStatement> replace(Verdict verdict) {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new SqlStatement("Delete the results of an earlier validation of the batch", """
                DELETE FROM %s
                WHERE "dataset" = '%s' AND "batch_id" = '%s'""".formatted(
                        TABLE, verdict.dataset(), verdict.batch())));
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
                  "batch_id", "dataset", "position", "name", "severity", "expected", "actual", "passed", "examples", "checked_at"
                )
                VALUES
                  %s""".formatted(TABLE, String.join(",\n  ", rows)));
    }

    private static String row(Verdict verdict, int position, CheckResult result) {
        String examples = result.examples().isEmpty()
                ? "NULL"
                : literal(ByteLength.cut(String.join("\n", result.examples()), LONGEST_EXAMPLES));
        return "('%s', '%s', %d, %s, '%s', %s, %s, %s, %s, GETDATE())"
                .formatted(
                        verdict.batch(),
                        verdict.dataset(),
                        position,
                        text(result.name()),
                        result.severity(),
                        text(result.expected()),
                        text(result.actual()),
                        result.passed(),
                        examples);
    }

    private static String text(String text) {
        return literal(ByteLength.cut(text, LONGEST_TEXT));
    }
}
