package dev.waybill.local.redash;

import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.error.WaybillException;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does something again that a server's bad moment broke off.
 *
 * @param warned is told why, each time before it is done again
 */
record Retries(Pause pause, Consumer<String> warned) {
    static final int MOST = 5;

    /**
     * @param step is safe to do again: it reads only, or looks what is there before it writes
     * @throws WaybillException the last failure: one that stays, or that of the last try
     */
    <T> T run(Supplier<T> step) {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));
        for (int tries = 1; ; tries++) {
            try {
                return step.get();
            } catch (TransientException | UnknownOutcomeException e) {
                if (tries == MOST) {
                    throw new TransientException(e.getMessage() + ". It was tried " + MOST + " times", e);
                }
                warned.accept(e.getMessage() + ". Trying again");
            }
            pause.pause(backoff.next());
        }
    }
}
