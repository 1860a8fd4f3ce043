package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.contract.Source.Format;
import dev.waybill.contract.Standard.LetterCase;
import dev.waybill.contract.Target.Mode;
import dev.waybill.contract.ValueRules.TooLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code datasets/contract.schema.json} and the readers of a contract know the same keys, words and defaults. */
class SchemaAndReadersTest {
    /** Has every part of a contract that a reader looks into. */
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id: { type: integer, number: {} }
              code: { type: varchar(10), replace: { pattern: a, with: b } }
              text: { type: varchar(10), replace: [{ pattern: a, with: b }] }
              paid: boolean
              at: timestamp
            key: id
            target: { table: sales.orders, mode: upsert }
            refresh:
              - sales.daily
              - { view: sales.monthly, as: "SELECT 1 AS one" }
              - { table: sales.yearly, as: "SELECT 1 AS one" }
            cadence: { every: 1 hour, within: 1 hour }
            quality:
              checks:
                - { not_null: code }
                - { unique: code }
                - { range: { column: id, min: 0, max: 10 } }
                - { allowed: { column: code, values: [a] } }
                - { pattern: { column: code, matches: a } }
                - { foreign_key: { columns: code, references: crm.codes, to: code } }
                - { freshness: { column: at, within: 2 hours } }
                - { row_count: { last: 10, within: 50% } }
                - { sql: "SELECT true", name: all is well }
            """;

    private final JsonNode schema = schema();

    /** What is in a mapping of a contract; notes, by its place in the schema, what it is asked for. */
    private static final class Noting extends LinkedHashMap<String, JsonNode> {
        private static final long serialVersionUID = 1L;
        private final transient String place;
        private final transient Set<String> asked;

        Noting(String place, Set<String> asked) {
            this.place = place;
            this.asked = asked;
        }

        @Override
        public @Nullable JsonNode get(Object key) {
            // The names of columns are no keys of the schema.
            if (!place.equals("/columns")) {
                asked.add(place + "/" + key);
            }
            return super.get(key);
        }
    }

    @Test
    void theReadersAskForTheKeysOfTheSchemaAndForNoOthers() {
        Mistakes mistakes = new Mistakes();
        YamlDocument document = YamlReader.read(CONTRACT, mistakes);
        Set<String> asked = new TreeSet<>();
        JsonNode root = noting(document.root(), schema, "", asked);
        assertThat(ContractReader.read(new Section(document, root, "", mistakes), "digest"))
                .isPresent();
        assertThat(mistakes.inLineOrder()).isEmpty();
        Set<String> known = new TreeSet<>();
        collectKeys(schema, "", known);
        known.remove("/$schema");
        assertThat(asked).isEqualTo(known);
    }

    /** The same, noting what is asked for. */
    private JsonNode noting(JsonNode node, JsonNode part, String place, Set<String> asked) {
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(
                    noting(element, part.has("items") ? resolved(part.path("items")) : part, place, asked)));
            return JsonNodeFactory.instance.arrayNode().addAll(elements);
        }
        if (!node.isObject()) {
            return node;
        }
        Noting noting = new Noting(place, asked);
        node.properties().forEach(entry -> {
            JsonNode child = part.path("properties").path(entry.getKey());
            boolean column = child.isMissingNode();
            noting.put(
                    entry.getKey(),
                    noting(
                            entry.getValue(),
                            resolved(column ? part.path("additionalProperties") : child),
                            place + "/" + (column ? "*" : entry.getKey()),
                            asked));
        });
        return new ObjectNode(JsonNodeFactory.instance, noting);
    }

    private void collectKeys(JsonNode part, String place, Set<String> keys) {
        part.path("properties").properties().forEach(property -> {
            keys.add(place + "/" + property.getKey());
            collectKeys(resolved(property.getValue()), place + "/" + property.getKey(), keys);
        });
        for (String within : List.of("items", "additionalProperties")) {
            if (part.path(within).isObject()) {
                collectKeys(resolved(part.path(within)), place + (within.equals("items") ? "" : "/*"), keys);
            }
        }
    }

    @Test
    void theWordsOfTheSchemaAreThoseOfTheReaders() {
        Map<String, Class<? extends Enum<?>>> words = Map.of(
                "/properties/drift", Drift.class,
                "/$defs/source/properties/format", Format.class,
                "/$defs/column/properties/case", LetterCase.class,
                "/$defs/column/properties/too_long", TooLong.class,
                "/$defs/target/properties/mode", Mode.class,
                "/$defs/check/properties/severity", Severity.class);
        words.forEach((place, type) -> assertThat(schema.at(place).path("enum"))
                .extracting(JsonNode::asText)
                .as(place)
                .containsExactlyInAnyOrderElementsOf(Stream.of(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList()));
        List<String> enums = new ArrayList<>();
        collectEnums(schema, "", enums);
        enums.remove("/properties/columns/propertyNames/not");
        assertThat(enums).containsExactlyInAnyOrderElementsOf(words.keySet());
    }

    private static void collectEnums(JsonNode node, String place, List<String> enums) {
        if (node.path("enum").isArray()) {
            enums.add(place);
        }
        node.properties().forEach(child -> collectEnums(child.getValue(), place + "/" + child.getKey(), enums));
    }

    @ParameterizedTest
    @CsvSource({
        "'', contract",
        "/source, source",
        "/columns/id, column",
        "/columns/code, column",
        "/columns/id/number, number",
        "/target, target",
        "/quality, quality",
        "/quality/checks/0, check"
    })
    void whatTheSchemaCallsADefaultIsWhatTheReadersTake(String place, String part) throws IOException {
        JsonNode schemaOfPart =
                part.equals("contract") ? schema : schema.path("$defs").path(part);
        Contract without = parse(contract());
        int compared = 0;
        for (Map.Entry<String, JsonNode> property :
                schemaOfPart.path("properties").properties()) {
            JsonNode value = property.getValue().path("default");
            if (!value.isMissingNode() && applies(place, property.getKey())) {
                ObjectNode with = contract();
                ((ObjectNode) with.at(place)).set(property.getKey(), value);
                assertThat(parse(with)).as("%s %s", property.getKey(), value).isEqualTo(without);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    /** Not every type of column takes every key. */
    private static boolean applies(String place, String key) {
        return switch (key) {
            // The region UTC and the offset of 0 are the same zone, but aren't equal.
            case "zone" -> false;
            case "too_long" -> place.equals("/columns/code");
            case "required" -> !place.equals("/columns/id");
            default -> true;
        };
    }

    private static ObjectNode contract() {
        return YamlReader.read(CONTRACT, new Mistakes()).root().deepCopy();
    }

    /** Without the digest of its text. */
    private static Contract parse(ObjectNode contract) {
        Contract parsed = ContractParser.parse(contract.toString().getBytes(StandardCharsets.UTF_8), "contract");
        return new Contract(
                parsed.dataset(),
                parsed.source(),
                parsed.columns(),
                parsed.key(),
                parsed.newest(),
                parsed.deleteWhen(),
                parsed.target(),
                parsed.cadence(),
                parsed.drift(),
                parsed.refresh(),
                parsed.quality(),
                "");
    }

    private JsonNode resolved(JsonNode part) {
        return part.has("$ref") ? schema.at(part.path("$ref").asText().substring(1)) : part;
    }

    private static JsonNode schema() {
        try {
            return new ObjectMapper().readTree(Files.readString(Path.of("../datasets/contract.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
