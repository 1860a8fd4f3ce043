package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One execution as it lies on disk.
 *
 * @param output as JSON, once it succeeded
 * @param position for a redrive: the state that it is in or failed in
 */
record ExecutionDocument(
        String name,
        ExecutionStatus status,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        JsonNode input,
        int redrives,
        Optional<Instant> redrivenAt,
        Position position,
        List<Visit> visits,
        Optional<String> output,
        Optional<String> error,
        Optional<String> cause) {

    ExecutionDocument {
        visits = List.copyOf(visits);
    }

    static ExecutionDocument started(String name, Instant at, JsonNode input, Position position) {
        return new ExecutionDocument(
                name,
                ExecutionStatus.RUNNING,
                at,
                Optional.empty(),
                input,
                0,
                Optional.empty(),
                position,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    boolean running() {
        return status == ExecutionStatus.RUNNING;
    }

    ExecutionDocument after(Visit visit) {
        List<Visit> more = new ArrayList<>(visits);
        more.add(visit);
        return new ExecutionDocument(
                name, status, startedAt, stoppedAt, input, redrives, redrivenAt, position, more, output, error, cause);
    }

    ExecutionDocument at(Position next) {
        return new ExecutionDocument(
                name, status, startedAt, stoppedAt, input, redrives, redrivenAt, next, visits, output, error, cause);
    }

    ExecutionDocument succeeded(Instant at, JsonNode result) {
        return ended(ExecutionStatus.SUCCEEDED, at, Optional.of(result.toString()), Optional.empty(), Optional.empty());
    }

    ExecutionDocument failed(ExecutionStatus how, Instant at, String errorName, String why) {
        return ended(how, at, Optional.empty(), Optional.of(errorName), Optional.of(why));
    }

    ExecutionDocument redriven(Instant at) {
        return new ExecutionDocument(
                name,
                ExecutionStatus.RUNNING,
                startedAt,
                Optional.empty(),
                input,
                redrives + 1,
                Optional.of(at),
                position,
                visits,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ExecutionRecord summary() {
        return new ExecutionRecord(name, status, input.toString(), output, error, cause, visits);
    }

    private ExecutionDocument ended(
            ExecutionStatus how,
            Instant at,
            Optional<String> result,
            Optional<String> errorName,
            Optional<String> why) {
        return new ExecutionDocument(
                name,
                how,
                startedAt,
                Optional.of(at),
                input,
                redrives,
                redrivenAt,
                position,
                visits,
                result,
                errorName,
                why);
    }
}
