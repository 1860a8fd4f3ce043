package dev.waybill.local.states;

import java.util.Optional;

/**
 * One visit to a state.
 *
 * @param millis real time in the state
 * @param retries how often its task was tried again
 * @param waitedMillis virtual time of its wait or its retries' delays: it passed at once
 * @param error with which the state failed, also if a Catch took it
 */
public record Visit(String state, long millis, int retries, long waitedMillis, Optional<String> error) {}
