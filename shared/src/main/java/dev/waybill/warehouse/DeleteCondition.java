package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;
import dev.waybill.contract.DeleteMarker;
import java.util.List;
import java.util.stream.Collectors;

/** Which rows delete their keys. */
record DeleteCondition(Contract contract, DeleteMarker marker) {

    /**
     * The condition.
     *
     * @param qualifier of the marker's column: {@code s.} or nothing
     */
    String sql(String qualifier) {
        boolean text = contract.column(marker.column()).type().isText();
        List<String> values = marker.values().stream()
                .map(value -> text ? Identifiers.literal(value) : value)
                .toList();
        String column = qualifier + quoted(marker.column());
        return values.size() == 1
                ? column + " = " + values.get(0)
                : values.stream().collect(Collectors.joining(", ", column + " IN (", ")"));
    }
}
