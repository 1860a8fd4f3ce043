package dev.waybill.contract;

import dev.waybill.contract.ColumnType.Simple;
import dev.waybill.contract.Source.Format;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one of the contract's {@code columns}.
 *
 * @param format of the source, where it is known
 * @param named whether the source names its fields: a CSV file without header doesn't
 */
record ColumnReader(Optional<Format> format, boolean named, List<String> key) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final List<String> TYPES = List.of(
            "varchar",
            "char",
            "smallint",
            "integer",
            "bigint",
            "decimal",
            "numeric",
            "real",
            "double",
            "boolean",
            "date",
            "timestamp",
            "timestamptz");
    private static final Pattern HALF_A_TYPE = Pattern.compile("(?i)(decimal|numeric)\\s*\\(\\s*(\\d+)");

    Optional<Column> read(Section column) {
        String name = column.name();
        checkName(column, name);
        Optional<ColumnType> type = type(column);
        boolean required = key.contains(name) || column.flag("required").orElse(false);
        if (key.contains(name) && column.flag("required").filter(flag -> !flag).isPresent()) {
            column.mistake(
                    "required", "a column of the key is always required. Remove required, or take it out of the key");
        }
        Optional<String> from = column.value("from", this::from).filter(text -> !text.isEmpty());
        List<String> formats = formats(column, type);
        ZoneId zone = column.value("zone", ColumnReader::zone).orElse(ZoneOffset.UTC);
        if (column.has("zone") && type.filter(ColumnReader::isTime).isEmpty() && type.isPresent()) {
            column.mistake("zone", "only a date, timestamp or timestamptz has a zone. Remove it");
        }
        return type.map(known -> new Column(name, from, known, required, formats, zone));
    }

    private static void checkName(Section column, String name) {
        if (name.startsWith("_")) {
            column.mistake("Invalid column name: '" + name + "'. Names that begin with _ are Waybill's own. Write "
                    + SnakeCase.of(name));
        } else if (!NAME.matcher(name).matches()) {
            column.mistake("Invalid column name: '" + name + "'. Write " + SnakeCase.of(name)
                    + ", and the source's name in from");
        }
    }

    private static Optional<ColumnType> type(Section column) {
        Optional<Section> type = column.text().isPresent() ? Optional.of(column) : column.child("type");
        if (type.flatMap(Section::text).isEmpty()) {
            return Optional.empty();
        }
        String text = type.get().text().get();
        Optional<ColumnType> parsed = ColumnType.parse(text);
        if (parsed.isEmpty()) {
            type.get().mistake(wrongType(column, text));
        }
        return parsed;
    }

    /** In a YAML flow mapping, the comma of an unquoted {@code decimal(4,2)} begins a new key, {@code 2)}. */
    private static String wrongType(Section column, String text) {
        Matcher half = HALF_A_TYPE.matcher(text);
        if (half.matches()) {
            for (String rest : (Iterable<String>) column.node()::fieldNames) {
                if (rest.matches("\\d+\\s*\\)")) {
                    column.mistakes().explained(YamlDocument.child(column.path(), rest));
                    return "the comma ends the value here. Put the type in quotes: \"" + text + "," + rest + "\"";
                }
            }
        }
        String word = text.replaceFirst("\\(.*", "").strip();
        String rest = text.substring(word.length());
        return Spelling.nearest(word, TYPES)
                .filter(near -> ColumnType.parse(near + rest).isPresent())
                .map(near -> "unknown type '" + text + "'. Did you mean " + near + rest + "?")
                .orElse("unknown type '" + text + "'. Write one of " + ColumnType.SUPPORTED);
    }

    private String from(String text) {
        if (!named) {
            throw new IllegalArgumentException(
                    "without a header, columns are taken by their position. Remove from, or write header: true");
        }
        boolean path = format.filter(known -> known != Format.CSV).isPresent();
        return path && !text.isEmpty() ? FieldPath.parse(text).toString() : text;
    }

    private static List<String> formats(Section column, Optional<ColumnType> type) {
        if (!column.has("format")) {
            return List.of();
        }
        if (type.isPresent() && !isTime(type.get())) {
            column.mistake("format", "only a date, timestamp or timestamptz has a format. Remove it");
            return List.of();
        }
        return column.texts("format").stream()
                .flatMap(text -> text.value(TimePattern::check).stream())
                .toList();
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Invalid zone: '" + text + "'."
                            + Spelling.nearest(text, ZoneId.getAvailableZoneIds())
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(" Write a region such as Europe/Berlin, or UTC"),
                    e);
        }
    }

    private static boolean isTime(ColumnType type) {
        return type == Simple.DATE || type == Simple.TIMESTAMP || type == Simple.TIMESTAMPTZ;
    }
}
