package dev.waybill.local.states;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What is known of an execution.
 *
 * @param input as JSON
 * @param output as JSON, once it succeeded
 * @param visits the states in the order in which they were left; a redrive adds to them
 */
public record ExecutionRecord(
        String name,
        ExecutionStatus status,
        String input,
        Optional<String> output,
        Optional<String> error,
        Optional<String> cause,
        List<Visit> visits) {

    public ExecutionRecord {
        visits = List.copyOf(visits);
    }
}
