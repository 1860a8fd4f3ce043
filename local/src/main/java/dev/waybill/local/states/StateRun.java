package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One visit to a state: what it does, and where it leads. */
final class StateRun {
    /** Where a visit led: to the next state, or to the end of the execution. */
    record Left(Optional<String> next, JsonNode output, ObjectNode variables) {}

    private final ExecutionTime time;
    private final RandomGenerator random;
    private final TaskCall call;
    private final Position position;
    private final Scope scope;
    private int retries;
    private Optional<String> error = Optional.empty();

    StateRun(ExecutionTime time, RandomGenerator random, TaskCall call, Position position, JsonNode context) {
        this.time = time;
        this.random = random;
        this.call = call;
        this.position = position;
        this.scope = Scope.of(position.input(), context, position.variables(), random);
    }

    int retries() {
        return retries;
    }

    /** The error that the state ended with, also if a Catch took it. */
    Optional<String> error() {
        return error;
    }

    Left run(State state) throws TaskFailedException, InterruptedException {
        try {
            // A pattern switch needs Java 21.
            if (state instanceof State.Task task) {
                return task(task);
            }
            if (state instanceof State.Choice choice) {
                return choice(choice);
            }
            if (state instanceof State.Wait wait) {
                return await(wait);
            }
            if (state instanceof State.Pass pass) {
                return left(
                        scope,
                        pass.effect(),
                        position.input(),
                        pass.transition().next());
            }
            if (state instanceof State.Succeed succeed) {
                return left(scope, succeed.effect(), position.input(), Optional.empty());
            }
            throw failure((State.Fail) state);
        } catch (TaskFailedException e) {
            error = Optional.of(e.error());
            throw e;
        }
    }

    private Left task(State.Task task) throws TaskFailedException, InterruptedException {
        Map<Integer, Integer> retriesOf = new TreeMap<>();
        while (true) {
            try {
                JsonNode result = call.run(task.handler(), task.arguments().evaluate(scope), time.left(task.timeout()));
                return left(
                        scope.withResult(result),
                        task.effect(),
                        result,
                        task.transition().next());
            } catch (TaskFailedException e) {
                if (time.isUp() || !retry(task, e, retriesOf)) {
                    return caught(task, e);
                }
            }
        }
    }

    private boolean retry(State.Task task, TaskFailedException failure, Map<Integer, Integer> retriesOf) {
        for (int i = 0; i < task.retriers().size(); i++) {
            Retrier retrier = task.retriers().get(i);
            if (retrier.errors().match(failure.error())) {
                int before = retriesOf.getOrDefault(i, 0);
                if (before >= retrier.maxAttempts()) {
                    return false;
                }
                time.pass(retrier.delay(before, random));
                retriesOf.put(i, before + 1);
                retries++;
                return !time.isUp();
            }
        }
        return false;
    }

    private Left caught(State.Task task, TaskFailedException failure) throws TaskFailedException {
        for (Catcher catcher : task.catchers()) {
            if (!time.isUp() && catcher.errors().match(failure.error())) {
                error = Optional.of(failure.error());
                Scope withError = scope.withErrorOutput(failure);
                JsonNode errorOutput = withError.states().get("errorOutput");
                return left(withError, catcher.effect(), errorOutput, Optional.of(catcher.next()));
            }
        }
        throw failure;
    }

    private Left choice(State.Choice choice) throws TaskFailedException {
        for (State.Rule rule : choice.rules()) {
            JsonNode holds = rule.condition().evaluate(scope);
            if (!holds.isBoolean()) {
                throw new TaskFailedException(
                        ErrorNames.QUERY_EVALUATION, "A choice's Condition must be true or false, but is " + holds);
            }
            if (holds.booleanValue()) {
                return left(scope, rule.effect(), position.input(), Optional.of(rule.next()));
            }
        }
        if (choice.defaultState().isEmpty()) {
            throw new TaskFailedException(ErrorNames.NO_CHOICE_MATCHED, "No choice matched, and there is no Default");
        }
        return left(scope, choice.effect(), position.input(), choice.defaultState());
    }

    private Left await(State.Wait wait) throws TaskFailedException {
        JsonNode seconds = wait.seconds().evaluate(scope);
        if (!seconds.isNumber() || seconds.doubleValue() < 0) {
            throw new TaskFailedException(
                    ErrorNames.QUERY_EVALUATION, "A wait's Seconds must be a number of 0 or more, but is " + seconds);
        }
        time.pass(Duration.ofSeconds(seconds.longValue()));
        return left(scope, wait.effect(), position.input(), wait.transition().next());
    }

    private TaskFailedException failure(State.Fail fail) throws TaskFailedException {
        return new TaskFailedException(
                fail.error().evaluate(scope).asText(),
                fail.cause().evaluate(scope).asText());
    }

    /** Assignments and output both see the variables as they were. */
    private Left left(Scope seen, State.Effect effect, JsonNode otherwise, Optional<String> next)
            throws TaskFailedException {
        ObjectNode variables = position.variables().deepCopy();
        if (effect.assign().isPresent()) {
            variables.setAll((ObjectNode) effect.assign().get().evaluate(seen));
        }
        JsonNode output = effect.output().isPresent() ? effect.output().get().evaluate(seen) : otherwise;
        return new Left(next, output, variables);
    }
}
