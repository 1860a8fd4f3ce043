package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.ContractTables.SchemaKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md} has what {@code datasets/contract.schema.json} says, in its tables of keys. */
class ContractTablesTest {
    private static final Path SCHEMA = Path.of("../datasets/contract.schema.json");
    private static final Path REFERENCE = Path.of("../docs/contract.md");
    private static final Path GENERATED = Path.of("target/contract.md");

    @Test
    void theReferenceHasTheTablesThatTheSchemaMakes() throws IOException {
        String reference = Files.readString(REFERENCE);
        String generated = new ContractTables(schema()).in(reference);
        Files.writeString(GENERATED, generated);
        assertThat(reference)
                .as(
                        "docs/contract.md isn't what datasets/contract.schema.json says. Run: cp shared/%s docs/contract.md",
                        GENERATED)
                .isEqualTo(generated);
    }

    @Test
    void everyKeyOfTheSchemaIsInOneTable() throws IOException {
        JsonNode schema = schema();
        Set<JsonNode> tabled = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SchemaKey key : new ContractTables(schema).keysIn(Files.readString(REFERENCE))) {
            assertThat(tabled.add(key.own())).as("%s is there once", key.path()).isTrue();
            tabled.add(key.resolved());
        }
        List<String> missing = new ArrayList<>();
        collectMissing("", schema, tabled, missing);
        assertThat(missing).containsExactly("/$schema");
    }

    private static void collectMissing(String path, JsonNode node, Set<JsonNode> tabled, List<String> missing) {
        node.path("properties").properties().stream()
                .filter(property -> !tabled.contains(property.getValue()))
                .forEach(property -> missing.add(path + "/" + property.getKey()));
        node.properties()
                .forEach(child -> collectMissing(path + "/" + child.getKey(), child.getValue(), tabled, missing));
    }

    @Test
    void aTableHasTheKeysThatItNamesAndThoseWithin() throws IOException {
        ContractTables tables = new ContractTables(new ObjectMapper().readTree("""
                {
                  "required": ["a"],
                  "properties": {
                    "a": { "title": "name", "description": "First.", "type": "string" },
                    "part": { "$ref": "#/$defs/part" },
                    "b": {
                      "description": "Second | or not. Default: as `a` says.",
                      "type": ["string", "array"],
                      "properties": { "c": { "description": "Third.", "enum": ["x", "y"], "default": "x" } }
                    }
                  },
                  "$defs": {
                    "part": {
                      "description": "A part. Default: none.",
                      "type": "object",
                      "oneOf": [{ "required": ["d"] }, { "required": ["e"] }],
                      "properties": {
                        "d": { "description": "Either.", "type": "integer", "minimum": 1, "maximum": 9 },
                        "e": { "description": "Or.", "type": "boolean" }
                      }
                    }
                  }
                }"""));
        String document = """
                # Part

                <!-- generated from datasets/contract.schema.json: contract -->
                old
                <!-- end -->
                <!-- generated from datasets/contract.schema.json: part (e) -->
                <!-- end -->
                <!-- generated from datasets/contract.schema.json: part (d) -->
                <!-- end -->
                """;
        assertThat(tables.in(document)).isEqualTo("""
                # Part

                <!-- generated from datasets/contract.schema.json: contract -->
                | key | type | default | |
                |---|---|---|---|
                | `a` | name | required | First. |
                | [`part`](#part) | mapping | none | A part. |
                | `b` | text or list of texts | as `a` says | Second \\| or not. |
                | `b.c` | `x`, `y` | `x` | Third. |
                <!-- end -->
                <!-- generated from datasets/contract.schema.json: part (e) -->
                | key | type | default | |
                |---|---|---|---|
                | `e` | boolean |  | Or. |
                <!-- end -->
                <!-- generated from datasets/contract.schema.json: part (d) -->
                | key | type | default | |
                |---|---|---|---|
                | `d` | whole number, 1 to 9 |  | Either. |
                <!-- end -->
                """);
    }

    @Test
    void aKeyThatSaysNoDefaultIsRefused() throws IOException {
        ContractTables tables = new ContractTables(
                new ObjectMapper().readTree("{ \"properties\": { \"a\": { \"description\": \"First.\" } } }"));
        assertThatThrownBy(() ->
                        tables.in("<!-- generated from datasets/contract.schema.json: contract -->\n<!-- end -->\n"))
                .hasMessage("a has no default. Let its description end in \"Default: none.\", say");
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(SCHEMA));
    }
}
