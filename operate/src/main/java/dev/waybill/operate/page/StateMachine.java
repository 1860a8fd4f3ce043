package dev.waybill.operate.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The states of the state machine and what may follow each.
 *
 * @param start the first state
 * @param states by name, in the definition's order
 */
record StateMachine(String start, Map<String, State> states) {
    private static final StateMachine LOAD_BATCH = readLoadBatch();

    /**
     * A state.
     *
     * @param next what may follow it; the first of these is the way of a batch that is loaded
     */
    record State(String name, String type, List<String> next) {
        State {
            next = List.copyOf(next);
        }

        boolean isChoice() {
            return type.equals("Choice");
        }

        boolean isFail() {
            return type.equals("Fail");
        }
    }

    /** The one that loads batches, as it was when this was built. */
    static StateMachine loadBatch() {
        return LOAD_BATCH;
    }

    /** Reads a definition in the Amazon States Language. */
    static StateMachine of(JsonNode definition) {
        Map<String, State> states = new LinkedHashMap<>();
        definition.path("States").properties().forEach(entry -> {
            JsonNode state = entry.getValue();
            states.put(
                    entry.getKey(), new State(entry.getKey(), state.path("Type").asText(), List.copyOf(next(state))));
        });
        return new StateMachine(definition.path("StartAt").asText(), states);
    }

    private static Collection<String> next(JsonNode state) {
        LinkedHashSet<String> next = new LinkedHashSet<>();
        state.path("Choices").forEach(choice -> next.add(choice.path("Next").asText()));
        for (String field : List.of("Default", "Next")) {
            if (state.has(field)) {
                next.add(state.path(field).asText());
            }
        }
        state.path("Catch").forEach(catcher -> next.add(catcher.path("Next").asText()));
        return next;
    }

    /** The way of a batch that is loaded: always the first of what may follow. */
    List<String> mainWay() {
        List<String> way = new ArrayList<>();
        String name = start;
        while (!way.contains(name)) {
            way.add(name);
            List<String> next = state(name).next();
            if (next.isEmpty()) {
                break;
            }
            name = next.get(0);
        }
        return way;
    }

    State state(String name) {
        return Objects.requireNonNull(states.get(name), () -> "The state machine has no state " + name);
    }

    private static StateMachine readLoadBatch() {
        try (InputStream resource = Objects.requireNonNull(
                StateMachine.class.getResourceAsStream("/statemachine/load-batch.asl.json"), "load-batch.asl.json")) {
            return of(ReceiptJson.mapper().readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the state machine in Waybill's own jar", e);
        }
    }
}
