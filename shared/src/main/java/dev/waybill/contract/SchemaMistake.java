package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A departure from the schema in a sentence that says what to write instead; the examples are the schema's own.
 *
 * @param parent the path of what holds the mistake, for a part that is missing
 * @param meant the path of the key that was probably meant by an unknown one
 */
record SchemaMistake(String path, String parent, String message, Optional<String> meant) {
    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "array", "a list",
            "object", "a mapping of keys to values",
            "boolean", "true or false",
            "number", "a number",
            "integer", "a whole number");

    private SchemaMistake(String path, String parent, String message) {
        this(path, parent, message, Optional.empty());
    }

    static SchemaMistake of(ValidationMessage departure, JsonNode root) {
        JsonNodePath location = departure.getInstanceLocation();
        String path = ContractSchema.path(location);
        JsonNode schema = schema(departure, root);
        JsonNode value = departure.getInstanceNode();
        return switch (departure.getType()) {
            case "additionalProperties" -> unknownKey(path, departure.getProperty(), schema);
            case "required" -> missing(path, departure.getProperty(), schema, root);
            case "type" -> new SchemaMistake(path, path, wrongType(schema, value));
            case "enum" -> new SchemaMistake(path, path, notOneOf(schema, value));
            case "minItems", "minProperties", "minLength" ->
                new SchemaMistake(path, path, "is empty." + example(schema));
            default -> new SchemaMistake(path, path, "'" + value.asText() + "' is not right." + example(schema));
        };
    }

    boolean isAbsentFrom(YamlDocument document) {
        return document.line(path).isEmpty();
    }

    void report(YamlDocument document, Mistakes mistakes) {
        int line = document.line(path).or(() -> document.line(parent)).orElse(1);
        mistakes.addIfFirst(line, path, message);
    }

    private static SchemaMistake unknownKey(String parent, String key, JsonNode schema) {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.remove("$schema");
        Optional<String> nearest = Spelling.nearest(key, known);
        String advice =
                nearest.map(name -> " Did you mean " + name + "?").orElse(" Write one of " + String.join(", ", known));
        return new SchemaMistake(
                YamlDocument.child(parent, key),
                parent,
                "unknown key." + advice,
                nearest.map(name -> YamlDocument.child(parent, name)));
    }

    private static SchemaMistake missing(String parent, String key, JsonNode schema, JsonNode root) {
        JsonNode property = resolve(schema.path("properties").path(key), root);
        return new SchemaMistake(
                YamlDocument.child(parent, key), parent, "is missing." + example(key + ": ", property));
    }

    private static String wrongType(JsonNode schema, JsonNode value) {
        JsonNode type = schema.path("type");
        String expected = type.isTextual()
                ? TYPES.getOrDefault(type.textValue(), type.textValue())
                : StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::textValue)
                        .map(name -> TYPES.getOrDefault(name, name))
                        .collect(Collectors.joining(" or "));
        if (value.isNull()) {
            return "has no value." + example(schema);
        }
        boolean quotesHelp = expected.contains("a text")
                && value.isValueNode()
                && value.asText().matches(schema.path("pattern").asText(".*"));
        String found = found(value);
        return "expected " + expected + ", found " + found + "."
                + (quotesHelp ? " Put it in quotes: \"" + found + "\"" : example(schema));
    }

    private static String found(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isObject() ? "a mapping" : "a list";
        }
        return value.isTextual() ? "'" + value.textValue() + "'" : value.asText();
    }

    private static String notOneOf(JsonNode schema, JsonNode value) {
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(one -> allowed.add(one.asText()));
        String written = value.isNull() ? "has no value." : "unknown value '" + value.asText() + "'.";
        String suggestion = Spelling.didYouMean(value.asText(), allowed);
        return written + (suggestion.isEmpty() ? " Write one of " + String.join(", ", allowed) : suggestion);
    }

    private static String example(JsonNode schema) {
        return example("", schema);
    }

    private static String example(String key, JsonNode schema) {
        JsonNode examples = schema.path("examples");
        if (examples.isEmpty()) {
            return schema.path("type").asText().equals("boolean") ? " Write true or false" : "";
        }
        return " Write, for example, " + key + examples.get(0).asText();
    }

    /** The schema that the failed keyword belongs to. */
    private static JsonNode schema(ValidationMessage departure, JsonNode root) {
        JsonNodePath fragment = departure.getSchemaLocation().getFragment();
        JsonNode schema = root;
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            schema = schema.path(fragment.getElement(i).toString());
        }
        return schema;
    }

    private static JsonNode resolve(JsonNode schema, JsonNode root) {
        JsonNode reference = schema.path("$ref");
        return reference.isTextual() ? root.at(reference.textValue().substring(1)) : schema;
    }
}
