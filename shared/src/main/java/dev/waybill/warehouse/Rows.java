package dev.waybill.warehouse;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftdata.model.Field;

/** The answer of a query: rows of fields, as the Data API types them. Small answers only. */
public record Rows(List<List<Field>> rows) {

    public Rows {
        rows = List.copyOf(rows);
    }

    public int count() {
        return rows.size();
    }

    /** A whole number; counts come as numbers, decimals as strings. */
    public long number(int row, int column) {
        Field field = rows.get(row).get(column);
        return field.longValue() != null
                ? field.longValue()
                : Long.parseLong(text(row, column).orElse("0"));
    }

    /** A value as text; empty for NULL. */
    public Optional<String> text(int row, int column) {
        Field field = rows.get(row).get(column);
        if (Boolean.TRUE.equals(field.isNull())) {
            return Optional.empty();
        }
        if (field.stringValue() != null) {
            return Optional.of(field.stringValue());
        }
        if (field.longValue() != null) {
            return Optional.of(field.longValue().toString());
        }
        if (field.doubleValue() != null) {
            return Optional.of(field.doubleValue().toString());
        }
        return Optional.ofNullable(field.booleanValue()).map(String::valueOf);
    }
}
