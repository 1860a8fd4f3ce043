package dev.waybill.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An execution's time: the real one, plus the waits and delays, which pass at once. */
final class ExecutionTime {
    private static final Duration MOMENT = Duration.ofMillis(2);
    private final long startedNanos = System.nanoTime();
    private final Instant started = Instant.now();
    private final Optional<Duration> limit;
    private Duration waited = Duration.ZERO;

    ExecutionTime(Optional<Duration> limit) {
        this.limit = limit;
    }

    Instant now() {
        return started.plus(elapsed());
    }

    /** Lets {@code wait} pass at once, but for a moment in which what is waited for can go on. */
    void pass(Duration wait) {
        LockSupport.parkNanos(Math.min(wait.toNanos(), MOMENT.toNanos()));
        waited = waited.plus(wait);
    }

    Duration waited() {
        return waited;
    }

    boolean isUp() {
        return limit.isPresent() && elapsed().compareTo(limit.get()) >= 0;
    }

    /** What is left for a task: its own limit or the execution's, whichever ends first. */
    Optional<Duration> left(Optional<Duration> taskLimit) {
        Optional<Duration> left = limit.map(whole -> whole.minus(elapsed()));
        if (left.isEmpty() || taskLimit.isEmpty()) {
            return left.or(() -> taskLimit);
        }
        return left.get().compareTo(taskLimit.get()) < 0 ? left : taskLimit;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos).plus(waited);
    }
}
