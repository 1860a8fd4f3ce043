package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code datasets/contract.schema.json}, which editors use. */
class ContractSchemaTest {

    @Test
    void everyExampleOfAWholePartIsRight() throws IOException {
        JsonNode root = schema();

        for (Map.Entry<String, JsonNode> definition : root.path("properties").properties()) {
            String key = definition.getKey();
            JsonNode resolved = resolve(root, definition.getValue());
            for (JsonNode example : resolved.path("examples")) {
                String yaml = contractWith(key, example.asText());
                assertThat(ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), key)
                                .columns())
                        .as("%s", yaml)
                        .isNotEmpty();
            }
        }
    }

    private static String contractWith(String key, String example) {
        Map<String, String> parts = new LinkedHashMap<>(Map.of(
                "dataset", "orders",
                "source", "{ system: shop, format: csv }",
                "columns", "{ id: integer, updated_at: timestamp, op: char(1) }",
                "key", "[id]",
                "target", "{ table: sales.orders }"));
        parts.put(key, example);
        StringBuilder yaml = new StringBuilder();
        parts.forEach(
                (name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
        return yaml.toString();
    }

    private static JsonNode resolve(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of("../datasets/contract.schema.json")));
    }
}
