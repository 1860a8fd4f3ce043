package dev.waybill.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a definition and refuses it, with every mistake at once, if it has what this interpreter doesn't implement. */
final class DefinitionReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Map<String, String> substitutions;
    private final Map<String, TaskHandler> handlers;
    private final List<String> mistakes = new ArrayList<>();

    private DefinitionReader(Map<String, String> substitutions, Map<String, TaskHandler> handlers) {
        this.substitutions = substitutions;
        this.handlers = handlers;
    }

    /**
     * The machine of a definition.
     *
     * @param substitutions the values of the {@code ${…}} placeholders, as SAM's DefinitionSubstitutions
     * @param handlers by {@code Resource}
     */
    static StateMachine read(String definition, Map<String, String> substitutions, Map<String, TaskHandler> handlers) {
        DefinitionReader reader = new DefinitionReader(substitutions, handlers);
        StateMachine machine = reader.machine(reader.parse(reader.substitute(definition)));
        if (!reader.mistakes.isEmpty()) {
            throw new InvalidDefinitionException(reader.mistakes);
        }
        return machine;
    }

    private String substitute(String definition) {
        Set<String> unresolved = new TreeSet<>();
        String substituted = PLACEHOLDER.matcher(definition).replaceAll(placeholder -> {
            Optional<String> value = Optional.ofNullable(substitutions.get(placeholder.group(1)));
            if (value.isEmpty()) {
                unresolved.add(placeholder.group());
            }
            return Matcher.quoteReplacement(value.map(DefinitionReader::escape).orElseGet(placeholder::group));
        });
        unresolved.forEach(placeholder -> mistakes.add(
                placeholder + " has no value. There are substitutions for " + new TreeSet<>(substitutions.keySet())));
        return substituted;
    }

    private static String escape(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    private JsonNode parse(String definition) {
        try {
            return JSON.readTree(definition);
        } catch (JsonProcessingException e) {
            mistakes.add("the definition is no JSON: " + e.getOriginalMessage() + " in line "
                    + e.getLocation().getLineNr());
            throw new InvalidDefinitionException(mistakes);
        }
    }

    private StateMachine machine(JsonNode definition) {
        DefinitionObject machine = new DefinitionObject(definition, "state machine", mistakes);
        if (!machine.requiredText("QueryLanguage").equals("JSONata")) {
            machine.mistake("'QueryLanguage' must be JSONata, the only one that the local runner implements");
        }
        String startAt = machine.requiredText("StartAt");
        double timeout = machine.number("TimeoutSeconds", 1, Double.MAX_VALUE);
        DefinitionObject statesObject = machine.object("States", "States");
        Set<String> names = new TreeSet<>(statesObject.fieldNames());
        if (!names.contains(startAt)) {
            machine.mistake("'StartAt' names the state '" + startAt + "', which does not exist");
        }
        Map<String, State> states = new LinkedHashMap<>();
        for (String name : statesObject.fieldNames()) {
            DefinitionObject state = statesObject.object(name, "state " + name);
            new StateReader(state, names, handlers).read().ifPresent(read -> states.put(name, read));
        }
        machine.refuseOthers();
        return new StateMachine(
                startAt,
                timeout == Double.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofSeconds((long) timeout)),
                states);
    }
}
