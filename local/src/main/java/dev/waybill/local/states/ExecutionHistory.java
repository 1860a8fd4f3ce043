package dev.waybill.local.states;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * The history of an execution, made of its visits. Its times are those of the execution, in which waits pass: they begin with
 * its start, and don't know how long it lay between a failure and a redrive.
 */
final class ExecutionHistory {
    private static final int MOST_EVENTS = 1000;
    private final List<HistoryEvent> events = new ArrayList<>();
    private Instant now;

    private ExecutionHistory(Instant startedAt) {
        now = startedAt;
    }

    /** One page of it; the token is the number of events before it. */
    static GetExecutionHistoryResponse page(
            ExecutionDocument execution, StateMachine machine, GetExecutionHistoryRequest request) {
        List<HistoryEvent> events = new ArrayList<>(of(execution, machine));
        if (Boolean.TRUE.equals(request.reverseOrder())) {
            Collections.reverse(events);
        }
        int from = Math.min(ExecutionAnswers.offset(request.nextToken()), events.size());
        int asked = Objects.requireNonNullElse(request.maxResults(), 0);
        int to = Math.min(from + (asked == 0 ? MOST_EVENTS : asked), events.size());
        return GetExecutionHistoryResponse.builder()
                .events(events.subList(from, to))
                .nextToken(to < events.size() ? Integer.toString(to) : null)
                .build();
    }

    private static List<HistoryEvent> of(ExecutionDocument execution, StateMachine machine) {
        ExecutionHistory history = new ExecutionHistory(execution.startedAt());
        history.add(HistoryEvent.builder().type(HistoryEventType.EXECUTION_STARTED));
        for (Visit visit : execution.visits()) {
            history.visit(visit, kind(machine, visit.state()));
        }
        if (execution.running()) {
            String state = execution.position().state();
            history.enter(state, kind(machine, state));
        } else {
            history.end(execution);
        }
        return history.events;
    }

    /** As history calls it: {@code Task}, which is also what a state is called here that an older definition had. */
    private static String kind(StateMachine machine, String state) {
        State known = machine.states().get(state);
        return known == null ? "Task" : known.getClass().getSimpleName();
    }

    private void visit(Visit visit, String kind) {
        enter(visit.state(), kind);
        for (int attempt = 0; kind.equals("Task") && attempt <= visit.retries(); attempt++) {
            add(HistoryEvent.builder().type(HistoryEventType.TASK_SCHEDULED));
        }
        now = now.plusMillis(visit.millis() + visit.waitedMillis());
        if (visit.error().isPresent()) {
            String error = visit.error().get();
            add(HistoryEvent.builder()
                    .type(HistoryEventType.TASK_FAILED)
                    .taskFailedEventDetails(details -> details.error(error)));
        } else {
            add(HistoryEvent.builder()
                    .type(kind + "StateExited")
                    .stateExitedEventDetails(details -> details.name(visit.state())));
        }
    }

    private void enter(String name, String kind) {
        add(HistoryEvent.builder().type(kind + "StateEntered").stateEnteredEventDetails(details -> details.name(name)));
    }

    private void end(ExecutionDocument execution) {
        ExecutionStatus status = execution.status();
        HistoryEvent.Builder event = HistoryEvent.builder();
        if (status == ExecutionStatus.FAILED) {
            event.type(HistoryEventType.EXECUTION_FAILED)
                    .executionFailedEventDetails(
                            details -> details.error(execution.error().orElse(null))
                                    .cause(execution.cause().orElse(null)));
        } else {
            event.type(
                    switch (status) {
                        case ABORTED -> HistoryEventType.EXECUTION_ABORTED;
                        case TIMED_OUT -> HistoryEventType.EXECUTION_TIMED_OUT;
                        default -> HistoryEventType.EXECUTION_SUCCEEDED;
                    });
        }
        add(event);
    }

    private void add(HistoryEvent.Builder event) {
        long id = events.size() + 1L;
        events.add(event.id(id).previousEventId(id - 1).timestamp(now).build());
    }
}
