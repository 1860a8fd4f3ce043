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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckResultTableTest {
    private static final BatchId BATCH = BatchId.parse("orders-2026112210-0123456789abcdef");

    private static List<SqlStatement> replace(List<CheckResult> results) {
        return CheckResultTable.replace(Verdict.of(BATCH, DatasetName.of("orders"), results));
    }

    @Test
    void aBatchsResultsTakeThePlaceOfThoseThatItHas() {
        List<CheckResult> results = List.of(
                CheckResult.of("the ledger has the batch once", Severity.FAIL, "1 row", "1 row", true),
                new CheckResult(
                        "item isn't \\ or '", Severity.WARN, "0", "2", false, List.of("id=1, line=1", "id=2, line='")));
        assertThat(replace(results).stream().map(SqlStatement::text).collect(Collectors.joining("\n")))
                .isEqualTo("""
                -- Delete the results of an earlier validation of the batch
                DELETE FROM "waybill"."check_result"
                WHERE "dataset" = 'orders' AND "batch_id" = 'orders-2026112210-0123456789abcdef';

                -- Keep the results of the batch's checks
                INSERT INTO "waybill"."check_result" (
                  "batch_id", "dataset", "position", "name", "severity", "expected", "actual", "passed", "examples", "checked_at"
                )
                VALUES
                  ('orders-2026112210-0123456789abcdef', 'orders', 1, 'the ledger has the batch once', 'fail', '1 row', '1 row', true, NULL, GETDATE()),
                  ('orders-2026112210-0123456789abcdef', 'orders', 2, 'item isn''t \\\\ or ''', 'warn', '0', '2', false, 'id=1, line=1
                id=2, line=''', GETDATE());
                """);
    }

    @Test
    void manyResultsAreAsManyStatementsAsTheDataApiTakes() {
        String text = "'é".repeat(150);
        CheckResult result =
                new CheckResult(text, Severity.FAIL, text, text, false, Collections.nCopies(5, "\\".repeat(300)));
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
