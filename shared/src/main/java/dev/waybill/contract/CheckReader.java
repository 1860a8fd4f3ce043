package dev.waybill.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.text.Counted;
import dev.waybill.value.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the checks, one kind each.
 *
 * @param columns those that have no mistake
 */
record CheckReader(ColumnNames names, List<Column> columns) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    /** A group with an option, which PostgreSQL takes and Redshift doesn't; an escaped parenthesis is none. */
    private static final Pattern OPTION = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\(\\?[:=!<a-z]");

    Optional<Check.NotNull> notNull(Section check) {
        Share atLeast = check.value("at_least", Share::parse).orElse(Share.ALL);
        return names.one(check, "not_null").map(column -> new Check.NotNull(column, atLeast));
    }

    Check.Unique unique(Section check) {
        SuperColumns.of(columns).refuse(check, "unique");
        return new Check.Unique(names.list(check, "unique"));
    }

    Optional<Check.Range> range(Section range) {
        Optional<String> name = names.one(range, "column");
        if (!range.has("min") && !range.has("max")) {
            range.mistake("has no bound. Write min, max or both");
            return Optional.empty();
        }
        Optional<Column> column = name.flatMap(this::known);
        if (column.filter(known -> !known.type().isNumber() && !known.type().isTime())
                .isPresent()) {
            range.mistake("column", is(column.get()) + ". Name a column of numbers or times, or write an sql check");
            return Optional.empty();
        }
        Optional<StatedValue> min = column.flatMap(known -> bound(range, "min", known));
        Optional<StatedValue> max = column.flatMap(known -> bound(range, "max", known));
        if (min.isPresent()
                && max.isPresent()
                && ValueOrder.compare(min.get().value(), max.get().value()) > 0) {
            range.mistake(
                    "min",
                    min.get().text() + " is greater than max, " + max.get().text() + ". Swap them");
        }
        return column.filter(known -> min.isPresent() || max.isPresent())
                .map(known -> new Check.Range(known.name(), min.map(StatedValue::text), max.map(StatedValue::text)));
    }

    /** A bound of numbers needn't be one of the column's values: 0.5 bounds integers, too. */
    private static Optional<StatedValue> bound(Section range, String key, Column column) {
        if (!column.type().isNumber()) {
            return range.child(key)
                    .flatMap(bound -> StatedValue.read(
                            bound, column.type(), column.notation().zone()));
        }
        range.text(key)
                .ifPresent(
                        text -> range.mistake(key, "expected a number, found '" + text + "'. Write, for example, 0"));
        return range.number(key).map(number -> new StatedValue(number.toPlainString(), number));
    }

    Optional<Check.Allowed> allowed(Section allowed) {
        Optional<Column> column = names.one(allowed, "column").flatMap(this::known);
        if (column.filter(known -> known.type() == ColumnType.Simple.BOOLEAN || isSuper(known))
                .isPresent()) {
            allowed.mistake(
                    "column", is(column.get()) + ". Name a column of texts, numbers or times, or write an sql check");
            return Optional.empty();
        }
        return column.map(known -> new Check.Allowed(
                known.name(),
                allowed.elements("values").stream()
                        .flatMap(value -> StatedValue.read(
                                value, known.type(), known.notation().zone())
                                .stream())
                        .map(StatedValue::text)
                        .toList()));
    }

    Optional<Check.Pattern> pattern(Section pattern) {
        Optional<Column> column = names.one(pattern, "column").flatMap(this::known);
        if (column.filter(known -> !known.type().isText()).isPresent()) {
            pattern.mistake("column", is(column.get()) + ". Name a column of varchar or char");
        }
        Optional<String> matches = pattern.text("matches");
        if (matches.filter(text -> OPTION.matcher(text).find()).isPresent()) {
            pattern.mistake("matches", "POSIX patterns have no (?…). Write it without, or write an sql check");
        }
        return column.flatMap(known -> matches.map(text -> new Check.Pattern(known.name(), text)));
    }

    Optional<Check.ForeignKey> foreignKey(Section key) {
        SuperColumns.of(columns).refuse(key, "columns");
        List<String> own = names.list(key, "columns");
        Optional<TableName> references = key.value("references", TableName::parse);
        List<String> to = key.has("to") ? otherColumns(key) : own;
        if (to.size() != own.size()) {
            key.mistake(
                    "to",
                    to.size() + " for " + own.size() + " " + Counted.word(own.size(), "column", "columns")
                            + ". Write as many, in their order");
        }
        return references.map(table -> new Check.ForeignKey(own, table, to));
    }

    private static List<String> otherColumns(Section key) {
        List<String> names = new ArrayList<>();
        for (Section element : key.texts("to")) {
            String name = element.text().orElse("");
            if (!IDENTIFIER.matcher(name).matches()) {
                element.mistake("'" + name + "' is no column. Write lower-case letters, digits and _");
            }
            names.add(name);
        }
        return names;
    }

    Optional<Check.Freshness> freshness(Section freshness) {
        Optional<Column> column = names.one(freshness, "column").flatMap(this::known);
        if (column.filter(known -> !known.type().isTime()).isPresent()) {
            freshness.mistake("column", is(column.get()) + ". Name a column of date, timestamp or timestamptz");
        }
        Optional<Age> within = freshness.value("within", Age::parse);
        return column.flatMap(known -> within.map(age -> new Check.Freshness(known.name(), age)));
    }

    Optional<Check.RowCount> rowCount(Section rowCount) {
        Optional<Share> within = rowCount.value("within", Share::parse);
        int last = rowCount.child("last")
                .map(Section::node)
                .filter(JsonNode::canConvertToInt)
                .map(JsonNode::intValue)
                .orElse(Check.RowCount.FEWEST);
        if (last < Check.RowCount.FEWEST || last > Check.RowCount.MOST) {
            rowCount.mistake(
                    "last",
                    last + " is not between " + Check.RowCount.FEWEST + " and " + Check.RowCount.MOST
                            + ". Write, for example, 10");
        }
        return within.map(share -> new Check.RowCount(last, share));
    }

    private Optional<Column> known(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static boolean isSuper(Column column) {
        return column.type() == ColumnType.Simple.SUPER;
    }

    private static String is(Column column) {
        return column.name() + " is " + column.type().sql();
    }
}
