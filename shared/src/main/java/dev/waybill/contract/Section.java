package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a contract and its path. It is read leniently: a value that is missing or of the wrong kind is simply absent,
 * because {@link ContractSchema} reports those.
 */
record Section(YamlDocument document, JsonNode node, String path, Mistakes mistakes) {

    /** The part under {@code key}, if it is there. */
    Optional<Section> child(String key) {
        return Optional.ofNullable(node.get(key))
                .map(value -> new Section(document, value, YamlDocument.child(path, key), mistakes));
    }

    /** The part under {@code key} if it is a mapping. */
    Optional<Section> mapping(String key) {
        return child(key).filter(child -> child.node().isObject());
    }

    /** The elements under {@code key}; a single value counts as a list of one. */
    List<Section> elements(String key) {
        return child(key).map(Section::elements).orElse(List.of());
    }

    private List<Section> elements() {
        if (!node.isArray()) {
            return List.of(this);
        }
        List<Section> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new Section(document, element, YamlDocument.child(path, elements.size()), mistakes));
        }
        return elements;
    }

    /** The elements under {@code key} that are texts. */
    List<Section> texts(String key) {
        return elements(key).stream()
                .filter(element -> element.text().isPresent())
                .toList();
    }

    Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    Optional<String> text(String key) {
        return child(key).flatMap(Section::text);
    }

    Optional<BigDecimal> number(String key) {
        return child(key).map(Section::node).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
    }

    Optional<Boolean> flag(String key) {
        return child(key).map(Section::node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** Reads the text under {@code key} as a value that refuses bad text with a sentence of its own. */
    <T> Optional<T> value(String key, Function<String, T> parse) {
        return child(key).flatMap(child -> child.value(parse));
    }

    /** Reads this text as a value that refuses bad text with a sentence of its own. */
    <T> Optional<T> value(Function<String, T> parse) {
        try {
            return text().map(parse);
        } catch (IllegalArgumentException e) {
            mistake(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.indexOf('.') + 1);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Says that a mistake about another place explains what is wrong with the one under {@code key}. */
    void explained(String key) {
        mistakes.explained(YamlDocument.child(path, key));
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** Reports a mistake about this part. */
    void mistake(String message) {
        mistakes.add(line(), path, message);
    }

    /** Reports a mistake about what stands, or should stand, under {@code key}. */
    void mistake(String key, String message) {
        child(key)
                .ifPresentOrElse(
                        child -> child.mistake(message),
                        () -> mistakes.add(line(), YamlDocument.child(path, key), message));
    }

    private int line() {
        return document.line(path).orElse(1);
    }
}
