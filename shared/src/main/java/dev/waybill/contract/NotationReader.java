package dev.waybill.contract;

import dev.waybill.contract.Notation.BooleanNotation;
import dev.waybill.contract.Notation.NumberNotation;
import dev.waybill.contract.Source.Format;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads how a column's values are written.
 *
 * @param type where it is known
 * @param format of the source, where it is known
 */
record NotationReader(Section column, Optional<ColumnType> type, Optional<Format> format) {
    private static final Set<Character> DECIMALS = Set.of('.', ',');
    /** What separates groups somewhere in the world; two kinds of no-break space and of apostrophe. */
    private static final Set<Character> GROUPINGS = Set.of('.', ',', ' ', '\u00A0', '\u202F', '\'', '’', '_');

    Notation read() {
        refuse("format", type.filter(ColumnType::isTime), "only a date, timestamp or timestamptz has a format");
        refuse("zone", type.filter(ColumnType::isTime), "only a date, timestamp or timestamptz has a zone");
        refuse("number", type.filter(ColumnType::isNumber), "only a number is written in a way of its own");
        Optional<ColumnType> bool = type.filter(ColumnType.Simple.BOOLEAN::equals);
        refuse("true_values", bool, "only a boolean has true_values");
        refuse("false_values", bool, "only a boolean has false_values");
        return new Notation(
                type.filter(ColumnType::isTime).isPresent() ? formats() : List.of(),
                column.value("zone", NotationReader::zone).orElse(ZoneOffset.UTC),
                column.mapping("number").map(this::number),
                bool.flatMap(known -> booleans()));
    }

    private void refuse(String key, Optional<ColumnType> owner, String reason) {
        if (column.has(key) && type.isPresent() && owner.isEmpty()) {
            column.mistake(key, reason + ". Remove it");
        }
    }

    private List<String> formats() {
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

    private NumberNotation number(Section number) {
        Optional<Character> decimal = number.value("decimal", NotationReader::decimal);
        Optional<Character> grouping = number.value("grouping", NotationReader::grouping);
        char point = decimal.orElse('.');
        if (grouping.filter(separator -> separator == point).isPresent()) {
            number.mistake(
                    "grouping",
                    "'" + point + "' separates the decimals too. Write another, or decimal: \""
                            + (point == '.' ? ',' : '.') + "\"");
        } else if (grouping.filter(separator -> separator == '.').isPresent()
                && format.filter(Format.JSON::equals).isPresent()) {
            number.mistake(
                    "grouping",
                    "the number 1.234 of a JSON file would be read as 1234. Remove it: in JSON, '.' can't separate groups");
        }
        List<String> currencies = number.texts("currency").stream()
                .flatMap(text -> text.value(NotationReader::currency).stream())
                .toList();
        return new NumberNotation(point, grouping, currencies);
    }

    private static char decimal(String text) {
        if (text.length() != 1 || !DECIMALS.contains(text.charAt(0))) {
            throw new IllegalArgumentException("Invalid decimal separator: '" + text + "'. Write \".\" or \",\"");
        }
        return text.charAt(0);
    }

    /** One space stands for all kinds, and one apostrophe too: which one it is can't be seen in a file. */
    private static char grouping(String text) {
        if (text.length() != 1 || !GROUPINGS.contains(text.charAt(0))) {
            throw new IllegalArgumentException("Invalid grouping separator: '" + text
                    + "'. Write \".\", \",\", \" \", \"'\" or \"_\", or remove it where there is none");
        }
        return switch (text.charAt(0)) {
            case '\u00A0', '\u202F' -> ' ';
            case '’' -> '\'';
            default -> text.charAt(0);
        };
    }

    private static String currency(String text) {
        boolean mistakable = text.isBlank()
                || !text.equals(text.strip())
                || text.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '\u2212');
        if (mistakable) {
            throw new IllegalArgumentException("Invalid currency: '" + text
                    + "'. Write a symbol or a code, without digits, signs and white space around it, such as EUR");
        }
        return text;
    }

    private Optional<BooleanNotation> booleans() {
        boolean one = column.has("true_values") || column.has("false_values");
        if (one && !column.has("true_values")) {
            column.mistake("true_values", "is missing beside false_values. Write both, or none");
        }
        if (one && !column.has("false_values")) {
            column.mistake("false_values", "is missing beside true_values. Write both, or none");
        }
        List<Section> trueValues = column.texts("true_values");
        List<Section> falseValues = column.texts("false_values");
        List<String> areTrue =
                trueValues.stream().flatMap(value -> value.text().stream()).toList();
        falseValues.stream()
                .filter(value -> value.text().filter(areTrue::contains).isPresent())
                .forEach(value -> value.mistake(
                        "'" + value.text().orElse("") + "' is in true_values too. Remove it from one of the two"));
        return one
                ? Optional.of(new BooleanNotation(
                        areTrue,
                        falseValues.stream()
                                .flatMap(value -> value.text().stream())
                                .toList()))
                : Optional.empty();
    }
}
