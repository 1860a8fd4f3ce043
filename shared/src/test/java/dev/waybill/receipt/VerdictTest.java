package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final CheckResult HOLDS = CheckResult.of("a", Severity.FAIL, "0", "0", true);
    private static final CheckResult WARNS =
            new CheckResult("b is not null", Severity.WARN, "all rows", "1 of 3 rows", false, List.of("id=1", "id=2"));
    private static final CheckResult FAILS = CheckResult.of("c", Severity.FAIL, "0", "2", false);

    private static Verdict of(CheckResult... results) {
        return Verdict.of(
                BatchId.parse("orders-2026112210-0123456789abcdef"), DatasetName.of("orders"), List.of(results));
    }

    @Test
    void aCheckThatOnlyWarnsLeavesTheBatchValid() {
        assertThat(of(HOLDS, WARNS).valid()).isTrue();
        assertThat(of(HOLDS, WARNS, FAILS).valid()).isFalse();
        assertThat(of(HOLDS, WARNS, FAILS).failed(Severity.WARN)).containsExactly(WARNS);
        assertThat(of(HOLDS, WARNS, FAILS).failed(Severity.FAIL)).containsExactly(FAILS);
    }

    @Test
    void aCheckIsASentenceWithItsExamplesWhereItHasSome() {
        assertThat(WARNS).hasToString("b is not null: expected all rows, found 1 of 3 rows; for example id=1; id=2");
        assertThat(of(WARNS).withoutExamples().checks())
                .map(CheckResult::toString)
                .containsExactly("b is not null: expected all rows, found 1 of 3 rows");
    }

    @Test
    void itsReceiptIsReadBack() {
        String json = ReceiptJson.write(of(WARNS));
        assertThat(json).isEqualTo("""
                {"batch":"orders-2026112210-0123456789abcdef","dataset":"orders","valid":true,"checks":[{"name":"b is not null",\
                "severity":"warn","expected":"all rows","actual":"1 of 3 rows","passed":false,"examples":["id=1","id=2"]}]}""");
        assertThat(read(json)).isEqualTo(of(WARNS));
    }

    @Test
    void inAReceiptThatIsOlderThanSeveritiesEachCheckFailsWithoutExamples() {
        assertThat(read("""
                {"batch":"orders-2026112210-0123456789abcdef","dataset":"orders","valid":false,
                 "checks":[{"name":"c","expected":"0","actual":"2","passed":false}]}""")).isEqualTo(of(FAILS));
    }

    private static Verdict read(String json) {
        return ReceiptJson.read(json.getBytes(StandardCharsets.UTF_8), Verdict.class, "validation.json");
    }
}
