package dev.waybill.warehouse;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses with full jitter, so that many waiters don't ask at once. */
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
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }
}
