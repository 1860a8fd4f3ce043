package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Takes one execution from where it stands to its end. Every transition is on disk before the next state is entered. */
final class ExecutionRun implements Runnable {
    static final String INTERRUPTED = "Interrupted";

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

    private final StateMachine machine;
    private final Execution execution;
    private final int redrive;
    private final RandomGenerator random;
    private final TaskCall call;
    private final StatesListener listener;
    private final ExecutionTime time;

    ExecutionRun(
            StateMachine machine, Execution execution, RandomGenerator random, TaskCall call, StatesListener listener) {
        this.machine = machine;
        this.execution = execution;
        this.redrive = execution.document().redrives();
        this.random = random;
        this.call = call;
        this.listener = listener;
        this.time = new ExecutionTime(machine.timeout());
    }

    @Override
    public void run() {
        try {
            while (execution.runs(redrive) && step()) {
                // Every step is on disk.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(ExecutionStatus.ABORTED, INTERRUPTED, "The process that ran the execution is ending. Redrive it");
        } catch (RuntimeException | Error e) {
            LOG.error("The execution {} broke", execution.document().name(), e);
            end(ExecutionStatus.FAILED, ErrorNames.RUNTIME, e.toString());
        }
        if (!execution.document().running()) {
            listener.ended(execution.document().summary());
        }
    }

    /** Visits one state; false if it was the last. */
    private boolean step() throws InterruptedException {
        ExecutionDocument before = execution.document();
        Position here = before.position();
        Instant entered = time.now();
        long enteredNanos = System.nanoTime();
        long waitedBefore = time.waited().toMillis();
        StateRun state = new StateRun(time, random, call, here, context(before, entered));
        listener.entered(before.name(), here.state());
        Optional<StateRun.Left> left = Optional.empty();
        Optional<TaskFailedException> failure = Optional.empty();
        try {
            left = Optional.of(state.run(machine.state(here.state())));
        } catch (TaskFailedException e) {
            failure = Optional.of(e);
        }
        Visit visit = new Visit(
                here.state(),
                (System.nanoTime() - enteredNanos) / 1_000_000,
                state.retries(),
                time.waited().toMillis() - waitedBefore,
                state.error());
        ExecutionDocument after = after(before.after(visit), left, failure);
        return execution.change(redrive, now -> after) && after.running();
    }

    private ExecutionDocument after(
            ExecutionDocument visited, Optional<StateRun.Left> left, Optional<TaskFailedException> failure) {
        boolean succeeded = left.isPresent() && left.get().next().isEmpty();
        if (time.isUp() && !succeeded) {
            return visited.failed(
                    ExecutionStatus.TIMED_OUT,
                    Instant.now(),
                    ErrorNames.TIMEOUT,
                    "The execution did not end within the state machine's TimeoutSeconds");
        }
        if (failure.isPresent()) {
            return visited.failed(
                    ExecutionStatus.FAILED,
                    Instant.now(),
                    failure.get().error(),
                    failure.get().cause());
        }
        StateRun.Left done = left.orElseThrow();
        return done.next().isPresent()
                ? visited.at(new Position(done.next().get(), done.output(), done.variables()))
                : visited.succeeded(Instant.now(), done.output());
    }

    private void end(ExecutionStatus how, String error, String cause) {
        UnaryOperator<ExecutionDocument> ended = document -> document.failed(how, Instant.now(), error, cause);
        execution.end(redrive, ended);
    }

    /** {@code $states.context}. */
    private static JsonNode context(ExecutionDocument execution, Instant entered) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution")
                .put("Id", Arns.execution(execution.name()))
                .put("Name", execution.name())
                .put("StartTime", execution.startedAt().toString())
                .put("RedriveCount", execution.redrives())
                .set("Input", execution.input());
        context.putObject("State").put("Name", execution.position().state()).put("EnteredTime", entered.toString());
        context.putObject("StateMachine").put("Id", Arns.STATE_MACHINE).put("Name", Arns.NAME);
        return context;
    }
}
