package dev.waybill.warehouse;

import dev.waybill.error.TransientException;
import java.time.Duration;

/** Waits between polls and retries. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration);

    /** Sleeps; for everything but tests. */
    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientException("Interrupted while waiting for the warehouse", e);
            }
        };
    }
}
