package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Builds the tree of a JSON value, with numbers digit by digit as they stand. A field that is there twice is a fault of the
 * record; to Jackson's own tree it is one of the file, or none.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** A longer number stays a text: it costs too much to make it one, and no column's type holds it. */
    private static final int LONGEST_NUMBER = 1000;

    private final JsonParser parser;
    private final List<Fault> faults;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();

    private JsonTree(JsonParser parser, List<Fault> faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** Reads the value that the parser is at, to its end. */
    static JsonNode read(JsonParser parser, List<Fault> faults) throws IOException {
        return new JsonTree(parser, faults).value();
    }

    private JsonNode value() throws IOException {
        JsonNode root = node(parser.currentToken());
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token.isStructEnd()) {
                open.pop();
            } else if (open.element() instanceof ObjectNode object) {
                String name = parser.currentName();
                JsonNode value = node(parser.nextToken());
                if (object.replace(name, value) != null) {
                    faults.add(Fault.ofRecord("the field '" + name + "' is there twice", "a field is there twice"));
                }
            } else if (open.element() instanceof ArrayNode array) {
                array.add(node(token));
            }
        }
        return root;
    }

    private JsonNode node(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> opened(NODES.objectNode());
            case START_ARRAY -> opened(NODES.arrayNode());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
            default -> NODES.textNode(parser.getText());
        };
    }

    private JsonNode opened(ContainerNode<?> container) {
        open.push(container);
        return container;
    }

    private JsonNode number(JsonToken token) throws IOException {
        if (parser.getTextLength() > LONGEST_NUMBER) {
            return asItStands();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.isNaN() ? NODES.numberNode(parser.getDoubleValue()) : decimal();
        }
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode decimal() throws IOException {
        try {
            return DecimalNode.valueOf(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            // Its exponent is beyond any BigDecimal.
            return asItStands();
        }
    }

    private JsonNode asItStands() throws IOException {
        return NODES.rawValueNode(new RawValue(parser.getText()));
    }
}
