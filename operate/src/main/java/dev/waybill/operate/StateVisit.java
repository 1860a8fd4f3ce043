package dev.waybill.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution's visit to a state.
 *
 * @param took how long; absent while it goes on
 * @param retries how often its task was tried again
 * @param error with which it failed, also if the state machine went on
 */
public record StateVisit(
        String state, Instant enteredAt, Optional<Duration> took, int retries, Optional<String> error) {}
