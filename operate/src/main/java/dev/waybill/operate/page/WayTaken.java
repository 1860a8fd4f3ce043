package dev.waybill.operate.page;

import dev.waybill.operate.ExecutionOverview;
import dev.waybill.operate.StateVisit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The way of an execution, each state once however often it was visited.
 *
 * @param failedState that it ended in, if it didn't end well
 */
record WayTaken(List<StateVisit> visits, Map<String, StateSummary> states, Optional<String> failedState) {

    static WayTaken of(ExecutionOverview execution) {
        Map<String, StateSummary> states = new LinkedHashMap<>();
        execution.way().stream()
                .collect(Collectors.groupingBy(StateVisit::state, LinkedHashMap::new, Collectors.toList()))
                .forEach((state, visits) -> states.put(state, StateSummary.of(visits)));
        return new WayTaken(execution.way(), states, execution.failure().flatMap(failure -> failure.state()));
    }

    Optional<StateSummary> summary(String state) {
        return Optional.ofNullable(states.get(state));
    }

    boolean failedIn(String state) {
        return failedState.filter(state::equals).isPresent();
    }

    /** Whether the one state was followed by the other. */
    boolean went(String from, String to) {
        return IntStream.range(1, visits.size())
                .anyMatch(i -> visits.get(i - 1).state().equals(from)
                        && visits.get(i).state().equals(to));
    }
}
