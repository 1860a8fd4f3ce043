package dev.waybill.local.states;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A state of the machine, with the fields that this interpreter implements. */
sealed interface State {
    /** Where a state goes on; empty ends the execution. */
    record Transition(Optional<String> next) {}

    /** What a state gives on: its output, and the variables that it assigns. */
    record Effect(Optional<Template> output, Optional<Template> assign) {}

    record Task(
            String resource,
            TaskHandler handler,
            Template arguments,
            Optional<Duration> timeout,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Effect effect,
            Transition transition)
            implements State {}

    record Choice(List<Rule> rules, Optional<String> defaultState, Effect effect) implements State {}

    record Rule(Template condition, Effect effect, String next) {}

    record Wait(Template seconds, Effect effect, Transition transition) implements State {}

    record Pass(Effect effect, Transition transition) implements State {}

    record Succeed(Effect effect) implements State {}

    record Fail(Template error, Template cause) implements State {}
}
