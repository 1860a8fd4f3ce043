package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operate.Failure;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.operate.PipelineStatus.Failed;
import dev.waybill.operate.PipelineStatus.Running;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class StatusPrinterTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private static String printed(long moreRunning, long moreFailed) {
        StringWriter out = new StringWriter();
        new StatusPrinter(new PrintWriter(out, true))
                .print(new PipelineStatus(
                        NOW,
                        List.of(),
                        List.of(new Running("by-hand", Optional.empty(), NOW, Optional.of("LoadBatch"))),
                        moreRunning,
                        List.of(new Failed(
                                "another",
                                Optional.empty(),
                                NOW,
                                new Failure(
                                        ExecutionStatus.FAILED,
                                        Optional.of("LoadBatch"),
                                        "States.TaskFailed",
                                        "The disk is full"),
                                Optional.of("Make room"))),
                        moreFailed,
                        List.of()));
        return out.toString();
    }

    @Test
    void whatIsNotShownIsCountedAndHowToSeeItIsSaid() {
        assertThat(printed(12, 1234)).isEqualTo("""
                There is no dataset yet. Load one with a contract, or publish its contract.

                On its way
                 execution  in         since
                -------------------------------
                 by-hand    LoadBatch  0 s ago
                12 more on their way aren't shown: --limit 13 shows them, too

                another: failed 0 s ago
                  LoadBatch failed with States.TaskFailed: The disk is full
                  Make room

                1,234 more that failed before those aren't shown: --limit 1235 shows them, too
                """);
        assertThat(printed(1, 1))
                .contains(
                        "\n1 more on its way isn't shown: --limit 2 shows it, too\n",
                        "\n1 more that failed before those isn't shown: --limit 2 shows it, too\n");
    }
}
