package dev.waybill.contract;

import dev.waybill.contract.Source.Format;
import java.util.List;
import java.util.Optional;

/**
 * Reads one of the contract's {@code columns}.
 *
 * @param format of the source, where it is known
 * @param named whether the source names its fields: a CSV file without header doesn't
 * @param source where it has no mistake
 */
record ColumnReader(Optional<Format> format, boolean named, Optional<Source> source, List<String> key) {
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
        Standard standard = StandardReader.read(column, type);
        Notation notation = new NotationReader(column, type, format).read();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        ValueRules rules = new RulesReader(column, type.get(), notation, key.contains(name)).read();
        source.ifPresent(known -> new ListedTexts(column, type.get(), standard, known).check());
        return Optional.of(new Column(name, from, type.get(), required, standard, notation, rules));
    }

    private static void checkName(Section column, String name) {
        if (Column.isName(name)) {
            return;
        }
        if (Column.isSystemName(name)) {
            column.mistake("Invalid column name: '" + name + "'. Every table has a column of this name for itself."
                    + " Write another name, and the source's name in from");
            return;
        }
        String better = SnakeCase.of(name);
        String advice = Column.isName(better)
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
}
