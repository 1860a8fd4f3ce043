package dev.waybill.operate;

import java.util.List;
import java.util.Optional;

/**
 * One execution of a batch.
 *
 * @param failure why it didn't end well, if it ended so
 * @param way the states that it visited; empty if its history is gone, which Step Functions keeps for 90 days
 */
public record ExecutionOverview(BatchExecution execution, Optional<Failure> failure, List<StateVisit> way) {
    public ExecutionOverview {
        way = List.copyOf(way);
    }
}
