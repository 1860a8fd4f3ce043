package dev.waybill.warehouse;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses with full jitter, so that many waiters don't ask at once: each is anything up to a bound that doubles.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Backoff with jitter</a>
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private int count;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    public Duration next() {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(count++, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
    }
}
