package dev.waybill.contract;

import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueParser;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the contract's {@code delete_when}: {@code op = 'D'}, {@code op in ('D', 'X')}, {@code gone = true}.
 *
 * @param section where it stands
 * @param key the columns of the key
 * @param source where it has no mistake
 */
record DeleteMarkerReader(
        Section section, ColumnNames names, List<Column> columns, List<String> key, Optional<Source> source) {
    /** Patterns recurse for each repetition. */
    private static final int LONGEST = 500;

    private static final Pattern VALUE =
            Pattern.compile("'(?:[^']|'')*'|[-+]?\\d{1,38}(?:\\.\\d{1,38})?|(?i:true|false)");
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(\\w+)\\s*(?:=\\s*(?<one>%1$s)|(?i:in)\\s*\\(\\s*(?<list>(?:%1$s)(?:\\s*,\\s*(?:%1$s))*)\\s*\\))\\s*"
                    .formatted(VALUE.pattern()));

    Optional<DeleteMarker> read() {
        Optional<Matcher> condition = section.text().flatMap(this::condition);
        Optional<String> name = condition.flatMap(matcher -> names.named(section, matcher.group(1)));
        if (name.filter(key::contains).isPresent()) {
            section.mistake(name.get()
                    + " is part of the key, so that a delete has another key than the row that it deletes. Name another"
                    + " column");
            return Optional.empty();
        }
        return columns.stream()
                .filter(column -> name.filter(column.name()::equals).isPresent())
                .findFirst()
                .flatMap(column -> marker(column, condition.orElseThrow()));
    }

    private Optional<Matcher> condition(String text) {
        if (text.length() > LONGEST) {
            section.mistake("has " + text.length() + " characters. Write a condition of at most " + LONGEST);
            return Optional.empty();
        }
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            section.mistake("expected a column and its value, found '" + text
                    + "'. Write, for example, op = 'D' or op in ('D', 'X')");
            return Optional.empty();
        }
        return Optional.of(matcher);
    }

    private Optional<DeleteMarker> marker(Column column, Matcher condition) {
        ColumnType type = column.type();
        boolean inexact = type == ColumnType.Simple.REAL || type == ColumnType.Simple.DOUBLE;
        if (inexact || !(type.isText() || type.isNumber() || type == ColumnType.Simple.BOOLEAN)) {
            section.mistake(column.name() + " is " + type.sql()
                    + ". Name a column of text, of whole numbers or decimals, or a boolean");
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        String written = Optional.ofNullable(condition.group("one")).orElseGet(() -> condition.group("list"));
        Matcher value = VALUE.matcher(written);
        while (value.find()) {
            value(column, value.group()).ifPresent(values::add);
        }
        return Optional.of(new DeleteMarker(column.name(), values));
    }

    private Optional<String> value(Column column, String written) {
        ColumnType type = column.type();
        boolean quoted = written.startsWith("'");
        boolean word = written.matches("(?i)true|false");
        if (quoted != type.isText() || word != (type == ColumnType.Simple.BOOLEAN)) {
            section.mistake(written + " is no " + type.sql() + ". Write, for example, " + column.name() + " = "
                    + (type.isText() ? "'D'" : type.isNumber() ? "1" : "true"));
            return Optional.empty();
        }
        String text = quoted ? written.substring(1, written.length() - 1).replace("''", "'") : plain(written);
        try {
            ValueParser.ofContract(type, ZoneOffset.UTC).parse(text);
        } catch (ValueFaultException e) {
            section.mistake("'" + text + "' " + e.getMessage() + ". Write another value, or change the column's type");
            return Optional.empty();
        }
        if (quoted) {
            source.ifPresent(known -> new ListedTexts(section, type, column.standard(), known).check(section, text));
        }
        return Optional.of(text);
    }

    private static String plain(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        return lower.startsWith("+") ? lower.substring(1) : lower;
    }
}
