package dev.waybill.convert.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.FieldPath.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for new names among the fields of JSON objects, and takes their texts if the contract adds them. Each name is looked
 * into once and remembered: a record of known names costs one look-up for each.
 */
final class JsonNames implements Consumer<Map.Entry<String, JsonNode>> {
    private final ContractFields fields;
    private final String path;
    private final NewNames news;
    private final AddedTexts texts;
    /**
     * Names that need no look: the contract's, where nothing inside is compared, and new ones that were met; with the name that
     * their texts are taken under, empty if they aren't.
     */
    private final Map<String, String> known = new HashMap<>();
    /** What to look for in the objects that paths lead through. */
    private final Map<String, JsonNames> inside = new HashMap<>();

    JsonNames(ContractFields fields, NewNames news, AddedTexts texts) {
        this(fields, "", news, texts);
    }

    private JsonNames(ContractFields fields, String path, NewNames news, AddedTexts texts) {
        this.fields = fields;
        this.path = path;
        this.news = news;
        this.texts = texts;
        fields.inside().forEach((name, part) -> {
            if (part.isWhole()) {
                known.put(name, "");
            } else {
                inside.put(name, new JsonNames(part, path + new Step.Field(name) + ".", news, texts));
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
        @Nullable String added = known.get(name);
        JsonNames part = added == null ? inside.get(name) : null;
        if (part == null) {
            take(added == null ? meet(name) : added, field.getValue());
        } else if (field.getValue().isObject()) {
            part.look(field.getValue());
        }
    }

    private String meet(String name) {
        if (!news.hasRoom()) {
            return "";
        }
        news.remember(name);
        String added = fields.hasInSnakeCase(name) ? "" : texts.name(news.add(path + new Step.Field(name)));
        known.put(name, added);
        return added;
    }

    private void take(String added, JsonNode value) {
        if (!added.isEmpty() && !value.isNull()) {
            texts.put(added, JsonFields.text(value));
        }
    }
}
