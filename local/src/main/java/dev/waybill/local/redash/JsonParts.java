package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.JsonNode;

/** Compares documents of which Redash or its users may add to what was written. */
final class JsonParts {
    private JsonParts() {}

    /** Whether a document has all fields of another, and theirs, with their values; it may have more. */
    static boolean holds(JsonNode document, JsonNode part) {
        return part.isObject()
                ? part.properties().stream().allMatch(field -> holds(document.path(field.getKey()), field.getValue()))
                : document.equals(part);
    }
}
