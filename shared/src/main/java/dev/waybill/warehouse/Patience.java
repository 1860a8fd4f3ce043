package dev.waybill.warehouse;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes a call again while the service throttles it or doesn't answer. The bound is a time and not a number: whoever is
 * throttled with many others can be refused often in a row by a service that is well, while the statement runs on.
 */
record Patience(Pause pause) {
    /** Longer than a service is usually away, and half of what a session lives for after its last statement. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * Answers what the call answers.
     *
     * @param passes which failures are worth another call
     * @throws SdkException the last failure: one that doesn't pass, or that of the call after the longest wait
     */
    <T> T ask(Predicate<SdkException> passes, Supplier<T> call) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (!passes.test(e) || waited.compareTo(LONGEST) >= 0) {
                    throw e;
                }
            }
            Duration next = backoff.next();
            waited = waited.plus(next);
            pause.pause(next);
        }
    }
}
