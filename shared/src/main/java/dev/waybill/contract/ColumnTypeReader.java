package dev.waybill.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a column's type and says which one was probably meant. */
final class ColumnTypeReader {
    private static final List<String> NAMES = List.of(
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
            "timestamptz",
            "super");
    /** What other systems call these types. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("string", "varchar(256)"),
            Map.entry("str", "varchar(256)"),
            Map.entry("number", "decimal(18,4)"),
            Map.entry("money", "decimal(18,4)"),
            Map.entry("long", "bigint"),
            Map.entry("int64", "bigint"),
            Map.entry("int32", "integer"),
            Map.entry("tinyint", "smallint"),
            Map.entry("datetime", "timestamp"),
            Map.entry("float64", "double"),
            Map.entry("json", "super"),
            Map.entry("jsonb", "super"),
            Map.entry("variant", "super"));

    private static final Pattern HALF = Pattern.compile("(?i)(?:decimal|numeric)\\s*\\(\\s*\\d+");

    private ColumnTypeReader() {}

    /** The type of a column that is either a type alone or a mapping with {@code type}. */
    static Optional<ColumnType> read(Section column) {
        Optional<Section> type = column.text().isPresent() ? Optional.of(column) : column.child("type");
        return type.flatMap(section -> section.text().flatMap(text -> {
            Optional<ColumnType> parsed = ColumnType.parse(text);
            if (parsed.isEmpty()) {
                section.mistake(cutAtComma(column, text).orElseGet(() -> unknown(text)));
            }
            return parsed;
        }));
    }

    /** In a YAML flow mapping, the comma of an unquoted {@code decimal(4,2)} begins a new key, {@code 2)}. */
    private static Optional<String> cutAtComma(Section column, String text) {
        Matcher half = HALF.matcher(text);
        Optional<String> rest = column.keys().stream()
                .filter(key -> half.matches() && key.matches("\\d+\\s*\\)"))
                .findFirst();
        rest.ifPresent(column::explained);
        return rest.map(end -> "the comma ends the value here. Put the type in quotes: \"" + text + "," + end + "\"");
    }

    private static String unknown(String text) {
        String word = text.replaceFirst("\\(.*", "").strip();
        String length = text.substring(text.indexOf(word) + word.length());
        Optional<String> meant = Optional.ofNullable(FOREIGN.get(word.toLowerCase(Locale.ROOT)))
                .or(() -> Spelling.nearest(word, NAMES)
                        .map(name -> name + length)
                        .filter(type -> ColumnType.parse(type).isPresent()));
        return "unknown type '" + text + "'."
                + meant.map(type -> " Did you mean " + type + "?").orElse(" Write one of " + ColumnType.SUPPORTED);
    }
}
