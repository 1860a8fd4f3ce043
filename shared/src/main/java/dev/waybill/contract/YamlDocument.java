package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML document as a JSON tree that remembers where its parts stand.
 *
 * @param lines the line of every part, by its path such as {@code columns.id.type} or {@code key[0]}
 */
record YamlDocument(JsonNode root, Map<String, Integer> lines) {

    YamlDocument {
        lines = Map.copyOf(lines);
    }

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String child(String path, int index) {
        return path + "[" + index + "]";
    }

    /** The line of a part; empty for a part that isn't there. */
    Optional<Integer> line(String path) {
        return Optional.ofNullable(lines.get(path));
    }
}
