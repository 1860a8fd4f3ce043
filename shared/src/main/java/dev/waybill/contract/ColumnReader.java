package dev.waybill.contract;

import dev.waybill.contract.Source.Format;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one of the contract's {@code columns}.
 *
 * @param format of the source, where it is known
 * @param named whether the source names its fields: a CSV file without header doesn't
 */
record ColumnReader(Optional<Format> format, boolean named, List<String> key) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    Optional<Column> read(Section column) {
        String name = column.name();
        checkName(column, name);
        Optional<ColumnType> type = ColumnTypeReader.read(column);
        boolean required = key.contains(name) || column.flag("required").orElse(false);
        if (key.contains(name) && column.flag("required").filter(flag -> !flag).isPresent()) {
            column.mistake(
                    "required", "a column of the key is always required. Remove required, or take it out of the key");
        }
        Optional<String> from = column.value("from", this::from).filter(text -> !text.isEmpty());
        List<String> formats = formats(column, type);
        ZoneId zone = column.value("zone", ColumnReader::zone).orElse(ZoneOffset.UTC);
        if (column.has("zone") && type.filter(ColumnType::isTime).isEmpty() && type.isPresent()) {
            column.mistake("zone", "only a date, timestamp or timestamptz has a zone. Remove it");
        }
        Notation notation = new Notation(formats, zone, Optional.empty(), Optional.empty());
        return type.map(
                known -> new Column(name, from, known, required, Standard.OF_SOURCE, notation, ValueRules.NONE));
    }

    private static void checkName(Section column, String name) {
        if (NAME.matcher(name).matches()) {
            return;
        }
        String better = SnakeCase.of(name);
        String advice = NAME.matcher(better).matches()
                ? "Write " + better + ", and the source's name in from"
                : "Use lower-case letters, digits and _, beginning with a letter, at most 63 characters";
        column.mistake("Invalid column name: '" + name + "'. "
                + (name.startsWith("_") ? "Names that begin with _ are Waybill's own. " : "") + advice);
    }

    private String from(String text) {
        if (!named) {
            throw new IllegalArgumentException(
                    "without a header, columns are taken by their position. Remove from, or write header: true");
        }
        if (text.isEmpty() || format.isEmpty() || format.get() == Format.CSV) {
            return text;
        }
        FieldPath path = format.get() == Format.XML ? FieldPath.parseXml(text) : FieldPath.parse(text);
        return path.toString();
    }

    private static List<String> formats(Section column, Optional<ColumnType> type) {
        if (!column.has("format")) {
            return List.of();
        }
        if (type.isPresent() && !type.get().isTime()) {
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
}
