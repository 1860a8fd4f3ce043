package dev.waybill.operate.page;

import dev.waybill.operate.StateVisit;
import dev.waybill.text.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An execution's visits to one state.
 *
 * @param enteredAt first
 * @param took all of them together, as far as they are over
 * @param goesOn whether the execution is in it
 * @param retries all of them together
 * @param error with which the last visit failed
 */
record StateSummary(
        String state,
        int visits,
        Instant enteredAt,
        Duration took,
        boolean goesOn,
        int retries,
        Optional<String> error) {

    /** Milliseconds; a choice takes none. */
    private static final long NOTEWORTHY = 10;

    static StateSummary of(List<StateVisit> visits) {
        StateVisit last = visits.get(visits.size() - 1);
        return new StateSummary(
                last.state(),
                visits.size(),
                visits.get(0).enteredAt(),
                visits.stream().flatMap(visit -> visit.took().stream()).reduce(Duration.ZERO, Duration::plus),
                last.took().isEmpty(),
                visits.stream().mapToInt(StateVisit::retries).sum(),
                last.error());
    }

    /** {@code 0.95 s · 3 times · 2 retries}. */
    String details() {
        List<String> details = new ArrayList<>();
        if (goesOn) {
            details.add("running");
        }
        if (took.toMillis() >= NOTEWORTHY) {
            details.add(Words.took(took));
        }
        if (visits > 1) {
            details.add(visits + " times");
        }
        if (retries > 0) {
            details.add(Counted.of(retries, "retry", "retries"));
        }
        return String.join(" · ", details);
    }
}
