package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The tables of keys in {@code docs/contract.md}, made of the schema. Each stands between two comments, of which the first names
 * a part of the schema and, where these aren't all, its keys: {@code column (type, from)}. The keys of a part within a part are
 * {@code range.min}. The last sentence of a description, if it is "Default: …", stands in the column of defaults.
 */
final class ContractTables {
    private static final Pattern TABLE = Pattern.compile(
            "(<!-- generated from datasets/contract\\.schema\\.json: (\\w+)(?: \\(([\\w, ]+)\\))? -->\n)"
                    + "[^<]*(?:<(?!!--)[^<]*)*(<!-- end -->\n)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern DEFAULT = Pattern.compile("(.*?)(?: Default: (.+)\\.)?");
    private static final String HEADER = "| key | type | default | |\n|---|---|---|---|\n";
    private static final Map<String, String> TYPES = Map.of(
            "string", "text",
            "number", "number",
            "integer", "whole number",
            "boolean", "boolean",
            "object", "mapping",
            "array", "list of texts");

    private final JsonNode schema;

    ContractTables(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * A key of the schema.
     *
     * @param parent what has it among its properties
     * @param own as it stands there, perhaps as a reference
     * @param resolved what the reference leads to
     */
    record SchemaKey(String path, JsonNode parent, JsonNode own, JsonNode resolved) {
        String name() {
            return path.substring(path.indexOf('.') + 1);
        }

        /** A keyword such as {@code title}, of the reference or else of what it leads to. */
        JsonNode keyword(String name) {
            return own.has(name) ? own.path(name) : resolved.path(name);
        }

        boolean isRequired() {
            return lists(parent);
        }

        /** Whether it is one of several of which there is one. */
        boolean isAlternative() {
            return elements(parent.path("oneOf")).anyMatch(this::lists);
        }

        private boolean lists(JsonNode node) {
            return elements(node.path("required")).anyMatch(key -> key.asText().equals(name()));
        }
    }

    /** The document with its tables as the schema has them. */
    String in(String document) {
        List<String> anchors = HEADING.matcher(document)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        return TABLE.matcher(document)
                .replaceAll(table -> Matcher.quoteReplacement(keysOf(table).stream()
                        .map(key -> row(key, anchors))
                        .collect(Collectors.joining("", table.group(1) + HEADER, table.group(4)))));
    }

    /** The keys of all the tables of the document. */
    List<SchemaKey> keysIn(String document) {
        return TABLE.matcher(document)
                .results()
                .flatMap(table -> keysOf(table).stream())
                .toList();
    }

    private List<SchemaKey> keysOf(MatchResult table) {
        JsonNode part = table.group(2).equals("contract")
                ? schema
                : schema.path("$defs").path(table.group(2));
        List<String> names =
                table.group(3) == null ? names(part) : List.of(table.group(3).split(", "));
        return names.stream().flatMap(name -> keys("", name, part).stream()).toList();
    }

    /** A key, and those within it unless they are a part of the schema. */
    private List<SchemaKey> keys(String prefix, String name, JsonNode parent) {
        JsonNode own = parent.path("properties").path(name);
        List<SchemaKey> keys = new ArrayList<>(List.of(new SchemaKey(prefix + name, parent, own, resolve(own))));
        names(own).forEach(child -> keys.addAll(keys(prefix + name + ".", child, own)));
        return keys;
    }

    /** What the reference of a schema leads to; one without is itself. */
    JsonNode resolve(JsonNode own) {
        return own.has("$ref") ? schema.at(own.path("$ref").asText().substring(1)) : own;
    }

    private static List<String> names(JsonNode part) {
        List<String> names = new ArrayList<>();
        part.path("properties").fieldNames().forEachRemaining(names::add);
        // It is the editors' own.
        names.remove("$schema");
        return names;
    }

    private static String row(SchemaKey key, List<String> anchors) {
        Matcher description = DEFAULT.matcher(key.keyword("description").asText());
        if (!description.matches() || description.group(1).isEmpty()) {
            throw new IllegalStateException(key.path() + " has no description");
        }
        String name = anchors.contains(key.path()) ? "[`%1$s`](#%1$s)".formatted(key.path()) : "`" + key.path() + "`";
        String stated = description.group(2) == null ? defaultValue(key) : description.group(2);
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        type(key),
                        key.isRequired() ? "required" : stated,
                        description.group(1).replace("|", "\\|"));
    }

    private static String defaultValue(SchemaKey key) {
        JsonNode value = key.keyword("default");
        if (value.isMissingNode() && !key.isRequired() && !key.isAlternative()) {
            throw new IllegalStateException(
                    key.path() + " has no default. Let its description end in \"Default: none.\", say");
        }
        return value.isMissingNode() ? "" : "`" + value.asText() + "`";
    }

    private static String type(SchemaKey key) {
        if (key.keyword("title").isTextual()) {
            return key.keyword("title").asText();
        }
        if (key.keyword("enum").isArray()) {
            return elements(key.keyword("enum"))
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        JsonNode type = key.keyword("type");
        String types = (type.isArray() ? elements(type) : Stream.of(type))
                .map(one -> TYPES.getOrDefault(one.asText(), one.asText()))
                .collect(Collectors.joining(" or "));
        return key.keyword("maximum").isNumber()
                ? types + ", " + key.keyword("minimum").asText() + " to "
                        + key.keyword("maximum").asText()
                : types;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
