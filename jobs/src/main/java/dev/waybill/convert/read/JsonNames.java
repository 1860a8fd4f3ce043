package dev.waybill.convert.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.FieldPath.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks for new names among the fields of JSON objects. Each name is looked into once and remembered: a record of known names
 * costs one look-up for each.
 */
final class JsonNames implements Consumer<Map.Entry<String, JsonNode>> {
    private final ContractFields fields;
    private final String path;
    private final NewNames news;
    /** Names that need no look: the contract's, where nothing inside is compared, and new ones that were met. */
    private final Set<String> known = new HashSet<>();
    /** What to look for in the objects that paths lead through. */
    private final Map<String, JsonNames> inside = new HashMap<>();

    JsonNames(ContractFields fields, NewNames news) {
        this(fields, "", news);
    }

    private JsonNames(ContractFields fields, String path, NewNames news) {
        this.fields = fields;
        this.path = path;
        this.news = news;
        fields.inside().forEach((name, part) -> {
            if (part.isWhole()) {
                known.add(name);
            } else {
                inside.put(name, new JsonNames(part, path + new Step.Field(name) + ".", news));
            }
        });
    }

    void look(JsonNode object) {
        // Neither an iterator nor an entry is made for it.
        object.properties().forEach(this);
    }

    @Override
    public void accept(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        if (known.contains(name)) {
            return;
        }
        JsonNames part = inside.get(name);
        if (part == null) {
            meet(name);
        } else if (field.getValue().isObject()) {
            part.look(field.getValue());
        }
    }

    private void meet(String name) {
        if (!news.hasRoom()) {
            return;
        }
        news.remember(name);
        known.add(name);
        if (!fields.hasInSnakeCase(name)) {
            news.add(path + new Step.Field(name));
        }
    }
}
