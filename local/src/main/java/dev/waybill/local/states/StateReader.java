package dev.waybill.local.states;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.local.states.State.Effect;
import dev.waybill.local.states.State.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one state; what it can't read becomes a mistake. */
final class StateReader {
    private static final TaskHandler NONE = arguments -> MissingNode.getInstance();
    private static final double MOST_SECONDS = 99_999_999;

    private final DefinitionObject object;
    private final Set<String> stateNames;
    private final Map<String, TaskHandler> handlers;

    StateReader(DefinitionObject object, Set<String> stateNames, Map<String, TaskHandler> handlers) {
        this.object = object;
        this.stateNames = stateNames;
        this.handlers = handlers;
    }

    Optional<State> read() {
        if (!object.isObject()) {
            return Optional.empty();
        }
        String type = object.requiredText("Type");
        Optional<State> state = switch (type) {
            case "Task" -> Optional.of(task());
            case "Choice" -> Optional.of(choice());
            case "Wait" ->
                Optional.of(new State.Wait(object.requiredTemplate("Seconds"), effect(object), transition()));
            case "Pass" -> Optional.of(new State.Pass(effect(object), transition()));
            case "Succeed" -> Optional.of(new State.Succeed(new Effect(object.template("Output"), Optional.empty())));
            case "Fail" ->
                Optional.of(new State.Fail(object.requiredTemplate("Error"), object.requiredTemplate("Cause")));
            default -> Optional.empty();
        };
        if (state.isPresent()) {
            object.refuseOthers();
        } else if (!type.isEmpty()) {
            object.mistake("the state type '" + type + "' is not implemented by the local runner. Use Task, Choice,"
                    + " Wait, Pass, Succeed or Fail");
        }
        return state;
    }

    private State task() {
        String resource = object.requiredText("Resource");
        TaskHandler handler = handlers.getOrDefault(resource, NONE);
        if (handler == NONE && !resource.isEmpty()) {
            object.mistake("no handler does the work of the resource '" + resource + "'. There are handlers for "
                    + handlers.keySet().stream().sorted().toList());
        }
        double timeout = object.number("TimeoutSeconds", 1, MOST_SECONDS);
        return new State.Task(
                resource,
                handler,
                object.requiredTemplate("Arguments"),
                timeout == MOST_SECONDS ? Optional.empty() : Optional.of(Duration.ofSeconds((long) timeout)),
                retriers(),
                catchers(),
                effect(object),
                transition());
    }

    private State choice() {
        if (!object.has("Choices")) {
            object.mistake("'Choices' is missing");
        }
        List<State.Rule> rules = new ArrayList<>();
        for (DefinitionObject rule : object.objects("Choices")) {
            rules.add(new State.Rule(rule.requiredTemplate("Condition"), effect(rule), next(rule, "Next")));
            rule.refuseOthers();
        }
        Optional<String> otherwise = object.has("Default") ? Optional.of(next(object, "Default")) : Optional.empty();
        return new State.Choice(rules, otherwise, effect(object));
    }

    private List<Retrier> retriers() {
        List<Retrier> retriers = new ArrayList<>();
        for (DefinitionObject retrier : object.objects("Retry")) {
            double maxDelay = retrier.number("MaxDelaySeconds", 1, MOST_SECONDS);
            Optional<String> jitter = retrier.text("JitterStrategy");
            if (jitter.isPresent() && !Set.of("FULL", "NONE").contains(jitter.get())) {
                retrier.mistake("'JitterStrategy' must be FULL or NONE, but is " + jitter.get());
            }
            retriers.add(new Retrier(
                    new ErrorNames(retrier.texts("ErrorEquals")),
                    Duration.ofSeconds((long) retrier.number("IntervalSeconds", 1, 1)),
                    retrier.number("BackoffRate", 1, 2),
                    maxDelay == MOST_SECONDS ? Optional.empty() : Optional.of(Duration.ofSeconds((long) maxDelay)),
                    jitter.equals(Optional.of("FULL")),
                    (int) retrier.number("MaxAttempts", 0, 3)));
            retrier.refuseOthers();
        }
        refuseEarlyAll(retriers.stream().map(Retrier::errors).toList(), "Retry");
        return retriers;
    }

    private List<Catcher> catchers() {
        List<Catcher> catchers = new ArrayList<>();
        for (DefinitionObject catcher : object.objects("Catch")) {
            catchers.add(
                    new Catcher(new ErrorNames(catcher.texts("ErrorEquals")), effect(catcher), next(catcher, "Next")));
            catcher.refuseOthers();
        }
        refuseEarlyAll(catchers.stream().map(Catcher::errors).toList(), "Catch");
        return catchers;
    }

    private void refuseEarlyAll(List<ErrorNames> entries, String field) {
        for (int i = 0; i < entries.size(); i++) {
            List<String> names = entries.get(i).names();
            if (names.contains(ErrorNames.ALL) && (names.size() > 1 || i < entries.size() - 1)) {
                object.mistake("States.ALL must stand alone, in the last entry of '" + field + "'");
            }
        }
    }

    private static Effect effect(DefinitionObject object) {
        return new Effect(object.template("Output"), object.assignments());
    }

    private Transition transition() {
        boolean end = object.truth("End");
        if (end == object.has("Next")) {
            object.mistake("it needs either 'Next' or \"End\": true");
        }
        return new Transition(object.has("Next") ? Optional.of(next(object, "Next")) : Optional.empty());
    }

    private String next(DefinitionObject from, String field) {
        String next = from.requiredText(field);
        if (!next.isEmpty() && !stateNames.contains(next)) {
            from.mistake("'" + field + "' names the state '" + next + "', which does not exist");
        }
        return next;
    }
}
