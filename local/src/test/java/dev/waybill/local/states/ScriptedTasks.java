package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Task handlers that answer what the test says, in turn, and the last answer from then on; and what they were asked. */
final class ScriptedTasks {
    private final Map<String, Deque<TaskHandler>> answers = new HashMap<>();
    private final Map<String, List<JsonNode>> asked = new HashMap<>();

    ScriptedTasks answer(String resource, String json) {
        return on(resource, arguments -> Json.of(json));
    }

    ScriptedTasks fail(String resource, String error, String cause) {
        return on(resource, arguments -> {
            throw new TaskFailedException(error, cause);
        });
    }

    synchronized ScriptedTasks on(String resource, TaskHandler handler) {
        answers.computeIfAbsent(resource, name -> new ArrayDeque<>()).add(handler);
        return this;
    }

    /** Forgets what was scripted for the resource. */
    synchronized ScriptedTasks clear(String resource) {
        answers.remove(resource);
        return this;
    }

    synchronized List<JsonNode> asked(String resource) {
        return List.copyOf(asked.getOrDefault(resource, List.of()));
    }

    Map<String, TaskHandler> handlers(String... resources) {
        Map<String, TaskHandler> handlers = new HashMap<>();
        for (String resource : resources) {
            handlers.put(resource, arguments -> next(resource, arguments).run(arguments));
        }
        return handlers;
    }

    private synchronized TaskHandler next(String resource, JsonNode arguments) {
        asked.computeIfAbsent(resource, name -> new ArrayList<>()).add(arguments);
        Deque<TaskHandler> script = answers.getOrDefault(resource, new ArrayDeque<>());
        if (script.isEmpty()) {
            throw new AssertionError("The test has no answer for " + resource);
        }
        return script.size() > 1 ? script.remove() : script.element();
    }
}
