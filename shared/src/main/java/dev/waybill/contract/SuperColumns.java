package dev.waybill.contract;

import java.util.List;

/** The columns of type super, by which no rows are told apart, ordered or distributed. */
record SuperColumns(List<String> names) {

    static SuperColumns of(List<Column> columns) {
        return new SuperColumns(columns.stream()
                .filter(column -> column.type() == ColumnType.Simple.SUPER)
                .map(Column::name)
                .toList());
    }

    /** Reports those that {@code key} names. */
    void refuse(Section section, String key) {
        section.texts(key).stream()
                .filter(element -> element.text().filter(names::contains).isPresent())
                .forEach(element -> element.mistake(
                        element.text().orElse("") + " is super, which isn't compared. Name another column"));
    }
}
