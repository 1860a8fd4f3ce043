package dev.waybill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndedExecutionTest {
    private static final BatchId BATCH = BatchId.parse("rates-2026112016-5f1c09a2b3d4e5f6");

    private static final Instant STOPPED = Instant.ofEpochMilli(1795190952000L);

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Path.of("../../events", name));
    }

    @Test
    void itsBatchIsInItsInput() throws IOException {
        assertThat(EndedExecution.read(sample("report-batch-succeeded.json")))
                .isEqualTo(new EndedExecution("rates-2026112016-5f1c09a2b3d4e5f6", STOPPED, BATCH));
    }

    @Test
    void aLaterExecutionOfABatchHasANameOfItsOwn() throws IOException {
        assertThat(EndedExecution.read(sample("report-batch-rejected.json")))
                .isEqualTo(new EndedExecution("rates-2026112016-5f1c09a2b3d4e5f6-1", STOPPED, BATCH));
    }

    @Test
    void oneWithoutABatchIsRefused() {
        assertThatThrownBy(() -> EndedExecution.read(sample("report-batch-no-batch.json")))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot report on the execution of this event: it has no text batch");
    }

    @Test
    void whatIsNoEventIsRefusedWithoutItsValues() {
        assertThatThrownBy(() -> EndedExecution.read("secret".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot report on the execution of this event: it is not JSON");
        assertThatThrownBy(() -> EndedExecution.read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot report on the execution of this event: it has no text name");
    }
}
