package dev.waybill.warehouse.lint;

import java.util.Optional;

/**
 * A column that an expression reads.
 *
 * @param relation the alias or the table before it, if any
 */
record ColumnUse(Optional<String> relation, Token column, Author author) {

    @Override
    public String toString() {
        return relation.map(name -> name + ".").orElse("") + column.text();
    }
}
