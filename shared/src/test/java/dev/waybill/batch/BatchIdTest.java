package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.DatasetName;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchIdTest {
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);

    @Test
    void theSameContentHasTheSameId() {
        BatchId id = BatchId.of(DatasetName.of("orders"), HOUR, List.of("bucket", "key", "version"));
        assertThat(id).hasToString("orders-2026112210-b77f3b215a818cd0");
        assertThat(BatchId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void whereOnePartEndsAndTheNextBeginsMatters() {
        assertThat(BatchId.of(DatasetName.of("orders"), HOUR, List.of("ab", "c")))
                .isNotEqualTo(BatchId.of(DatasetName.of("orders"), HOUR, List.of("a", "bc")));
    }

    @Test
    void theLongestIdFitsAnExecutionName() {
        BatchId id = BatchId.of(DatasetName.of("a".repeat(50)), HOUR, List.of("x"));
        assertThat(id.toString()).hasSize(78);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> BatchId.parse("orders/../x"))
                .hasMessage("Invalid batch id: 'orders/../x'. It looks like orders-2026112210-0123456789abcdef");
    }

    @Test
    void aLaterExecutionOfABatchHasANameOfItsOwnThatStepFunctionsTakes() {
        assertThat(BatchId.parse("orders-2026112210-0123456789abcdef").rerun(2))
                .isEqualTo("orders-2026112210-0123456789abcdef-2");
        String longest = "d".repeat(50) + "-2026112210-0123456789abcdef";
        assertThat(BatchId.parse(longest).rerun(1000))
                .isEqualTo("d".repeat(40) + "-2026112210-0123456789abcdef-1000")
                .hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void itsDatasetIsItsBeginning() {
        assertThat(BatchId.parse("order_lines-2026112210-0123456789abcdef").dataset())
                .isEqualTo(DatasetName.of("order_lines"));
    }
}
