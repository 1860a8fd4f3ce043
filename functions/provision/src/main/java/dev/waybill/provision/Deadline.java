package dev.waybill.provision;

import dev.waybill.warehouse.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Pauses that stop before Lambda stops the function, which would leave CloudFormation without an answer. */
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
            throw new TimeIsUpException();
        }
        pause.pause(duration);
    }
}
