package dev.waybill.local.states;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often, and after which delay, a task is tried again after some errors. */
record Retrier(
        ErrorNames errors,
        Duration interval,
        double backoffRate,
        Optional<Duration> maxDelay,
        boolean fullJitter,
        int maxAttempts) {

    /** The delay before a retry; {@code retry} counts from 0. */
    Duration delay(int retry, RandomGenerator random) {
        double millis = interval.toMillis() * Math.pow(backoffRate, retry);
        double capped = Math.min(
                millis, maxDelay.map(Duration::toMillis).orElse(Long.MAX_VALUE).doubleValue());
        return Duration.ofMillis(Math.round(fullJitter ? capped * random.nextDouble() : capped));
    }
}
