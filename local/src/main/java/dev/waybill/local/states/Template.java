package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field's JSON, in which strings of the form {@code {% … %}} are expressions. */
sealed interface Template {
    JsonNode evaluate(Scope scope) throws TaskFailedException;

    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }

    record Query(Expression expression, String field) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) throws TaskFailedException {
            return expression.evaluate(scope, field);
        }
    }

    record Items(List<Template> items) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) throws TaskFailedException {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Template item : items) {
                array.add(item.evaluate(scope));
            }
            return array;
        }
    }

    record Fields(Map<String, Template> fields) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) throws TaskFailedException {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Template> field : fields.entrySet()) {
                object.set(field.getKey(), field.getValue().evaluate(scope));
            }
            return object;
        }
    }

    /**
     * The template of {@code node}.
     *
     * @param path of the field, for errors: {@code Arguments/Name}
     * @throws com.dashjoin.jsonata.JException if an expression doesn't parse
     */
    static Template of(JsonNode node, String path) {
        if (node.isObject()) {
            Map<String, Template> fields = new LinkedHashMap<>();
            node.properties()
                    .forEach(field -> fields.put(field.getKey(), of(field.getValue(), path + "/" + field.getKey())));
            return new Fields(fields);
        }
        if (node.isArray()) {
            List<Template> items = new ArrayList<>();
            for (JsonNode item : node) {
                items.add(of(item, path + "/" + items.size()));
            }
            return new Items(items);
        }
        String text = node.isTextual() ? node.textValue().strip() : "";
        if (text.startsWith("{%") && text.endsWith("%}")) {
            return new Query(new Expression(text.substring(2, text.length() - 2).strip()), path);
        }
        return new Constant(node);
    }
}
