package dev.waybill.local.states;

/** Told when an execution enters a state. Called by the execution's own thread. */
@FunctionalInterface
public interface StatesListener {
    void entered(String executionName, String state);

    /** An execution has ended, however it ended. */
    default void ended(ExecutionRecord execution) {}
}
