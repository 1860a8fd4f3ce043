package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.random.RandomGenerator;

/** What an expression can see: {@code $states} and the variables. */
record Scope(ObjectNode states, ObjectNode variables, RandomGenerator random) {
    static Scope of(JsonNode input, JsonNode context, ObjectNode variables, RandomGenerator random) {
        ObjectNode states = JsonNodeFactory.instance.objectNode();
        states.set("input", input);
        states.set("context", context);
        return new Scope(states, variables, random);
    }

    Scope withResult(JsonNode result) {
        return with("result", result);
    }

    Scope withErrorOutput(TaskFailedException failure) {
        return with(
                "errorOutput",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("Error", failure.error())
                        .put("Cause", failure.cause()));
    }

    private Scope with(String name, JsonNode value) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        more.setAll(states);
        more.set(name, value);
        return new Scope(more, variables, random);
    }
}
