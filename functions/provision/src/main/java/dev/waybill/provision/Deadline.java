package dev.waybill.provision;

import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Pauses that stop before Lambda stops the function, which would leave CloudFormation without an answer for an hour. */
final class Deadline implements Pause {
    private final Instant end;
    private final Clock clock;
    private final Pause pause;

    Deadline(Instant end, Clock clock, Pause pause) {
        this.end = end;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void pause(Duration duration) {
        if (clock.instant().plus(duration).isAfter(end)) {
            throw new TerminalException("The warehouse was not ready in the time that this function has."
                    + " Look whether it is available, then deploy again: nothing is lost by doing so");
        }
        pause.pause(duration);
    }
}
