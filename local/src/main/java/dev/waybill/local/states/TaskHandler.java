package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** Does the work of the Task states with one {@code Resource}. Called by several executions at a time. */
@FunctionalInterface
public interface TaskHandler {
    /**
     * The task's result, in the shape that Step Functions gives it.
     *
     * @throws TaskFailedException with the error name that {@code Retry} and {@code Catch} compare
     */
    JsonNode run(JsonNode arguments) throws TaskFailedException;
}
