package dev.waybill.local.killed;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How long each step took at most so far, on this machine as busy as it is. */
final class Pace {
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final Map<Step, Duration> longest = new EnumMap<>(Step.class);

    void took(Step step, Duration time) {
        longest.merge(step, time, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /** A moment of the step, from its beginning. */
    Duration momentIn(Step step, RandomGenerator random) {
        return Duration.ofNanos((long)
                (random.nextDouble() * longest.getOrDefault(step, UNKNOWN).toNanos()));
    }
}
