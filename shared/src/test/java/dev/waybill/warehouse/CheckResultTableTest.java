package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckResultTableTest {
    private static final BatchId BATCH = BatchId.parse("orders-2026112210-0123456789abcdef");

    private static List<SqlStatement> replace(List<CheckResult> results) {
        return replace(results, Optional.empty());
    }

    private static List<SqlStatement> replace(List<CheckResult> results, Optional<SqlStatement> examples) {
        return CheckResultTable.replace(Verdict.of(BATCH, DatasetName.of("orders"), results), examples);
    }

    @Test
    void aBatchsResultsTakeThePlaceOfThoseThatItHas() {
        List<CheckResult> results = List.of(
                CheckResult.of("the ledger has the batch once", Severity.FAIL, "1 row", "1 row", true),
                CheckResult.of("item isn't \\ or '", Severity.WARN, "0", "2", false));
        assertThat(text(replace(results))).isEqualTo("""
                -- Take turns with other validations
                LOCK "waybill"."check_result";

                -- Delete the results of an earlier validation of the batch
                DELETE FROM "waybill"."check_result"
                WHERE "dataset" = 'orders' AND "batch_id" = 'orders-2026112210-0123456789abcdef';

                -- Keep the results of the batch's checks
                INSERT INTO "waybill"."check_result" (
                  "batch_id", "dataset", "position", "name", "severity", "expected", "actual", "passed", "checked_at"
                )
                VALUES
                  ('orders-2026112210-0123456789abcdef', 'orders', 1, 'the ledger has the batch once', 'fail', '1 row', '1 row', true, GETDATE()),
                  ('orders-2026112210-0123456789abcdef', 'orders', 2, 'item isn''t \\\\ or ''', 'warn', '0', '2', false, GETDATE());
                """);
    }

    @Test
    void theWarehouseItselfAddsTheExamplesSoThatNoValueOfARowStandsInAStatement() {
        CheckResult broken = new CheckResult("held", Severity.FAIL, "0", "1", false, List.of("mail=a@b.c"));
        List<SqlStatement> statements =
                replace(List.of(broken), Optional.of(new SqlStatement("Look", "SELECT 1 AS \"position\", …")));
        assertThat(text(statements)).doesNotContain("a@b.c");
        assertThat(statements.get(3).text()).isEqualTo("""
                -- Add examples of what breaks the checks
                UPDATE "waybill"."check_result"
                SET "examples" = e."examples"
                FROM (
                  SELECT x."position" AS "check", LISTAGG(x."example", '
                ') WITHIN GROUP (ORDER BY x."example") AS "examples"
                  FROM (
                SELECT 1 AS "position", …
                  ) AS x
                  GROUP BY x."position"
                ) AS e
                WHERE "dataset" = 'orders' AND "batch_id" = 'orders-2026112210-0123456789abcdef' AND "position" = e."check";
                """);
    }

    @Test
    void theExamplesAreReadAsTheyAreKept() {
        assertThat(CheckResultTable.readExamples().text()).isEqualTo("""
                -- Read the examples of what breaks the checks
                SELECT "position", "examples"
                FROM "waybill"."check_result"
                WHERE "dataset" = :dataset AND "batch_id" = :batch_id AND "examples" IS NOT NULL
                ORDER BY "position";
                """);
    }

    private static String text(List<SqlStatement> statements) {
        return statements.stream().map(SqlStatement::text).collect(Collectors.joining("\n"));
    }

    @Test
    void manyResultsAreAsManyStatementsAsTheDataApiTakes() {
        String text = "'é".repeat(150);
        CheckResult result = CheckResult.of(text, Severity.FAIL, text, text, false);
        List<SqlStatement> statements = replace(Collections.nCopies(300, result));
        assertThat(statements).hasSizeLessThanOrEqualTo(40);
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.sql().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(100_000));
        assertThat(statements.stream()
                        .flatMap(statement -> statement.sql().lines())
                        .filter(line -> line.startsWith("  ('orders-")))
                .hasSize(300);
    }

    @Test
    void aTextIsCutBetweenCharactersToTheBytesOfItsColumn() {
        assertThat(ByteLength.cut("aé😀", 7)).isEqualTo("aé😀");
        assertThat(ByteLength.cut("aé😀", 6)).isEqualTo("aé");
        assertThat(ByteLength.cut("aé😀", 2)).isEqualTo("a");
        assertThat(ByteLength.cut("a\0b", 2)).isEqualTo("ab");
    }
}
