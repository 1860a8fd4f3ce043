package dev.waybill.contract;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A column of the target table and where its value comes from.
 *
 * @param name lower-case snake_case
 * @param from the CSV header name as it stands, or the {@link FieldPath} into a JSON or XML record; without it, the source
 *     field whose name in snake_case is the column's name
 * @param required a row without a value is rejected; always so for the columns of the key
 * @param formats how a date or time is written: patterns of {@link java.time.format.DateTimeFormatter}, or
 *     {@code epoch_seconds}, {@code epoch_millis}, {@code epoch_micros}, tried in this order; empty for ISO 8601
 * @param zone the zone of date-times that are written without one; UTC unless the contract says otherwise
 */
public record Column(
        String name, Optional<String> from, ColumnType type, boolean required, List<String> formats, ZoneId zone) {

    public Column {
        formats = List.copyOf(formats);
    }
}
