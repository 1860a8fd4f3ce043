package dev.waybill.local.states;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON between Jackson and the JSONata engine. In the engine a Java null is JSONata's <i>undefined</i>; JSON's null is
 * {@link Jsonata#NULL_VALUE}.
 */
final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double LARGEST_EXACT_INTEGER = 1L << 53;

    private JsonValues() {}

    static Object toJsonata(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), toJsonata(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(item -> list.add(toJsonata(item)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isBigDecimal() || node.isBigInteger() ? node.doubleValue() : node.numberValue();
            default -> Jsonata.NULL_VALUE;
        };
    }

    static JsonNode fromJsonata(Object value) {
        if (value == Jsonata.NULL_VALUE) {
            return JSON.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((name, field) -> object.set(String.valueOf(name), fromJsonata(field)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(fromJsonata(item)));
            return array;
        }
        if (value instanceof String text) {
            return JSON.textNode(text);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException(
                "a function or another value of " + value.getClass().getSimpleName());
    }

    /** JSONata has one kind of number: {@code 3.0} is written {@code 3}. */
    private static JsonNode number(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return integer(number.longValue());
        }
        double value = number.doubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER) {
            return integer((long) value);
        }
        return number instanceof BigDecimal decimal ? JSON.numberNode(decimal) : JSON.numberNode(value);
    }

    /** The node that Jackson would read, so that equal JSON is equal. */
    private static JsonNode integer(long value) {
        return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
    }
}
