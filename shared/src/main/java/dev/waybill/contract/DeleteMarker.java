package dev.waybill.contract;

import java.util.List;

/**
 * What marks a row that deletes its key: its column has one of these values. NULL marks none.
 *
 * @param values at least one, each of the column's type: a text as it stands, a number in digits, {@code true} or {@code false}
 */
public record DeleteMarker(String column, List<String> values) {
    public DeleteMarker {
        values = List.copyOf(values);
    }
}
