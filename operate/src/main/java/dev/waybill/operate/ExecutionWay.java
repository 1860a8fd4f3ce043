package dev.waybill.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Makes an execution's way of its history: one visit for each state that was entered. */
final class ExecutionWay {
    private final List<StateVisit> visits = new ArrayList<>();
    private @Nullable String state;
    private Instant enteredAt = Instant.EPOCH;
    private int attempts;
    private Optional<String> error = Optional.empty();

    private ExecutionWay() {}

    /** The way of these events, which are in their order. */
    static List<StateVisit> of(List<HistoryEvent> events) {
        ExecutionWay way = new ExecutionWay();
        events.forEach(way::add);
        way.leave(Optional.empty());
        return List.copyOf(way.visits);
    }

    private void add(HistoryEvent event) {
        if (event.stateEnteredEventDetails() != null) {
            leave(Optional.of(event.timestamp()));
            state = event.stateEnteredEventDetails().name();
            enteredAt = event.timestamp();
            attempts = 0;
            error = Optional.empty();
            return;
        }
        switch (event.type()) {
            case TASK_SCHEDULED -> attempts++;
            case TASK_FAILED ->
                error = Optional.ofNullable(event.taskFailedEventDetails().error());
            case TASK_START_FAILED ->
                error = Optional.ofNullable(event.taskStartFailedEventDetails().error());
            case TASK_SUBMIT_FAILED ->
                error = Optional.ofNullable(event.taskSubmitFailedEventDetails().error());
            case TASK_TIMED_OUT -> error = Optional.of("States.Timeout");
            case TASK_SUCCEEDED -> error = Optional.empty();
            case EXECUTION_FAILED -> {
                error = error.or(() ->
                        Optional.ofNullable(event.executionFailedEventDetails().error()));
                leave(Optional.of(event.timestamp()));
            }
            case EXECUTION_ABORTED, EXECUTION_TIMED_OUT, EXECUTION_SUCCEEDED -> leave(Optional.of(event.timestamp()));
            case EXECUTION_REDRIVEN -> {
                if (!visits.isEmpty() && state == null) {
                    // The failed state runs again without being entered again.
                    StateVisit failed = visits.get(visits.size() - 1);
                    state = failed.state();
                    enteredAt = event.timestamp();
                    attempts = 0;
                    error = Optional.empty();
                }
            }
            default -> {
                if (event.stateExitedEventDetails() != null) {
                    leave(Optional.of(event.timestamp()));
                }
            }
        }
    }

    private void leave(Optional<Instant> at) {
        if (state != null) {
            visits.add(new StateVisit(
                    state,
                    enteredAt,
                    at.map(end -> Duration.between(enteredAt, end)),
                    Math.max(0, attempts - 1),
                    error));
            state = null;
        }
    }
}
