package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class ExecutionWayTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static HistoryEvent.Builder event(int second, HistoryEventType type) {
        return HistoryEvent.builder().timestamp(START.plusSeconds(second)).type(type);
    }

    private static List<StateVisit> way(HistoryEvent.Builder failure) {
        return ExecutionWay.of(List.of(
                event(0, HistoryEventType.TASK_STATE_ENTERED)
                        .stateEnteredEventDetails(details -> details.name("ConvertBatch"))
                        .build(),
                event(1, HistoryEventType.TASK_SCHEDULED).build(),
                failure.build(),
                event(3, HistoryEventType.EXECUTION_FAILED)
                        .executionFailedEventDetails(details -> details.error("another"))
                        .build()));
    }

    private static StateVisit failed(String error) {
        return new StateVisit("ConvertBatch", START, Optional.of(Duration.ofSeconds(3)), 0, Optional.of(error));
    }

    @Test
    void aTaskThatCouldNotBeSubmittedHasItsError() {
        assertThat(way(event(2, HistoryEventType.TASK_SUBMIT_FAILED)
                        .taskSubmitFailedEventDetails(details -> details.error("Glue.EntityNotFoundException"))))
                .containsExactly(failed("Glue.EntityNotFoundException"));
    }

    @Test
    void aTaskThatCouldNotBeStartedHasItsError() {
        assertThat(way(event(2, HistoryEventType.TASK_START_FAILED)
                        .taskStartFailedEventDetails(details -> details.error("Glue.ConcurrentRunsExceededException"))))
                .containsExactly(failed("Glue.ConcurrentRunsExceededException"));
    }

    @Test
    void aTaskThatFailedHasItsError() {
        assertThat(way(event(2, HistoryEventType.TASK_FAILED)
                        .taskFailedEventDetails(details -> details.error("States.TaskFailed"))))
                .containsExactly(failed("States.TaskFailed"));
    }
}
