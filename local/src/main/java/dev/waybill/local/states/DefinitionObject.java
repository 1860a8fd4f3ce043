package dev.waybill.local.states;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object of a definition while it is read. It notes which fields were asked for: {@link #refuseOthers} makes a
 * mistake of each one that nobody asked for, because a field that is ignored here would still act on AWS.
 */
final class DefinitionObject {
    private final JsonNode object;
    private final String where;
    private final List<String> mistakes;
    private final Set<String> known = new HashSet<>(Set.of("Comment"));

    DefinitionObject(JsonNode object, String where, List<String> mistakes) {
        this.object = object;
        this.where = where;
        this.mistakes = mistakes;
        if (!object.isObject()) {
            mistake("it must be an object, but is " + object);
        }
    }

    boolean isObject() {
        return object.isObject();
    }

    void mistake(String what) {
        mistakes.add(where + ": " + what);
    }

    void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                mistake("the field '" + name + "' is not implemented by the local runner. Do without it");
            }
        });
    }

    Optional<String> text(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isTextual()) {
            mistake("'" + name + "' must be a string, but is " + value.get());
            return Optional.empty();
        }
        return value.map(JsonNode::textValue);
    }

    /** The text of a field, or an empty text and a mistake. */
    String requiredText(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            mistake("'" + name + "' is missing");
        }
        return text(name).orElse("");
    }

    /** A number that is not below {@code least}, or {@code otherwise}. */
    double number(String name, double least, double otherwise) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !(value.get().isNumber() && value.get().doubleValue() >= least)) {
            mistake("'" + name + "' must be a number of " + least + " or more, but is " + value.get());
            return otherwise;
        }
        return value.map(JsonNode::doubleValue).orElse(otherwise);
    }

    boolean has(String name) {
        return object.has(name);
    }

    boolean truth(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            mistake("'" + name + "' must be true or false, but is " + value.get());
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<Template> template(String name) {
        return value(name).flatMap(value -> {
            try {
                return Optional.of(Template.of(value, name));
            } catch (JException e) {
                mistake("'" + name + "' holds an invalid JSONata expression: " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The fields of {@code Assign}: variables by name, so it can't be one expression. */
    Optional<Template> assignments() {
        Optional<JsonNode> value = value("Assign");
        if (value.isPresent() && !value.get().isObject()) {
            mistake("'Assign' must be an object, but is " + value.get());
            return Optional.empty();
        }
        return template("Assign");
    }

    Template requiredTemplate(String name) {
        if (!has(name)) {
            mistake("'" + name + "' is missing");
        }
        return template(name).orElse(new Template.Constant(MissingNode.getInstance()));
    }

    DefinitionObject object(String name, String itsName) {
        return new DefinitionObject(value(name).orElse(MissingNode.getInstance()), itsName, mistakes);
    }

    /** The objects in an array; without the field there are none. */
    List<DefinitionObject> objects(String name) {
        List<DefinitionObject> objects = new ArrayList<>();
        JsonNode array = value(name).orElse(MissingNode.getInstance());
        if (has(name) && (!array.isArray() || array.isEmpty())) {
            mistake("'" + name + "' must be an array that is not empty");
        }
        for (JsonNode item : array) {
            objects.add(new DefinitionObject(item, where + ", " + name + " " + (objects.size() + 1), mistakes));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        value(name).ifPresent(array -> array.forEach(item -> texts.add(item.asText())));
        if (texts.isEmpty()) {
            mistake("'" + name + "' must be an array of strings that is not empty");
        }
        return texts;
    }

    List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name));
    }
}
