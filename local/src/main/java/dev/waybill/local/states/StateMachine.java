package dev.waybill.local.states;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A definition that was read and found runnable: every transition leads to a state, every expression parses. */
record StateMachine(String startAt, Optional<Duration> timeout, Map<String, State> states) {
    StateMachine {
        states = Map.copyOf(states);
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException(
                    "Cannot go on at " + name + ": the state machine has no such state. Start a new execution");
        }
        return state;
    }
}
