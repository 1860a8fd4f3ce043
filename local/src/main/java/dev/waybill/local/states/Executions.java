package dev.waybill.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.receipt.ReceiptJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** All executions of the state machine, by name, under Step Functions' rules for starting, stopping and redriving. */
final class Executions {
    static final String PROCESS_ENDED = "ProcessEnded";

    /** An execution that was asked for; it is not new if the same one was running. */
    record Started(Execution execution, boolean isNew) {}

    private final ExecutionFiles files;
    private final Map<String, Execution> byName = new TreeMap<>();

    private Executions(ExecutionFiles files) {
        this.files = files;
    }

    /** The executions in a folder. One that an ended process left RUNNING is ABORTED. */
    static Executions in(Path folder) {
        Executions executions = new Executions(ExecutionFiles.in(folder));
        for (ExecutionHead head : executions.files.heads()) {
            executions.byName.put(head.name(), Execution.left(executions.files, head));
        }
        executions.abortRunning();
        return executions;
    }

    synchronized void abortRunning() {
        byName.values()
                .forEach(execution -> execution.end(
                        execution.head().redrives(),
                        document -> document.failed(
                                ExecutionStatus.ABORTED,
                                Instant.now(),
                                PROCESS_ENDED,
                                "The process that ran the execution ended. Redrive it")));
    }

    synchronized Started start(StartExecutionRequest request, String startAt) {
        if (!Arns.STATE_MACHINE.equals(request.stateMachineArn())) {
            throw StateMachineDoesNotExistException.builder()
                    .message("State Machine Does Not Exist: '" + request.stateMachineArn() + "'")
                    .build();
        }
        String name = Objects.requireNonNullElseGet(
                request.name(), () -> UUID.randomUUID().toString());
        ExecutionName.check(name);
        JsonNode input = input(Objects.requireNonNullElse(request.input(), "{}"));
        Optional<Execution> before = Optional.ofNullable(byName.get(name));
        if (before.isPresent()) {
            return new Started(same(before.get(), input), false);
        }
        Position position = new Position(startAt, input, JsonNodeFactory.instance.objectNode());
        Execution execution = Execution.saved(files, ExecutionDocument.started(name, Instant.now(), input, position));
        byName.put(name, execution);
        return new Started(execution, true);
    }

    private static Execution same(Execution execution, JsonNode input) {
        ExecutionDocument document = execution.document();
        if (document.running() && document.input().equals(input)) {
            return execution;
        }
        throw ExecutionAlreadyExistsException.builder()
                .message("Execution Already Exists: '" + Arns.execution(document.name()) + "'")
                .build();
    }

    private static JsonNode input(String text) {
        try {
            return ReceiptJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw InvalidExecutionInputException.builder()
                    .message("Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'")
                    .cause(e)
                    .build();
        }
    }

    Execution redrive(String executionArn) {
        Execution execution = find(executionArn);
        if (!execution.redrive()) {
            throw ExecutionNotRedrivableException.builder()
                    .message("Execution is " + execution.document().status() + " and cannot be redriven")
                    .build();
        }
        return execution;
    }

    StopExecutionResponse stop(StopExecutionRequest request) {
        Execution execution = find(request.executionArn());
        execution.change(
                execution.document().redrives(),
                document -> document.failed(
                        ExecutionStatus.ABORTED,
                        Instant.now(),
                        Objects.requireNonNullElse(request.error(), "Stopped"),
                        Objects.requireNonNullElse(request.cause(), "The execution was stopped")));
        return StopExecutionResponse.builder()
                .stopDate(execution.document().stoppedAt().orElseThrow())
                .build();
    }

    synchronized Execution find(String executionArn) {
        return Optional.ofNullable(byName.get(Arns.nameIn(executionArn)))
                .orElseThrow(() -> ExecutionDoesNotExistException.builder()
                        .message("Execution Does Not Exist: '" + executionArn + "'")
                        .build());
    }

    synchronized List<ExecutionHead> all() {
        return byName.values().stream().map(Execution::head).toList();
    }

    synchronized int count() {
        return byName.size();
    }
}
