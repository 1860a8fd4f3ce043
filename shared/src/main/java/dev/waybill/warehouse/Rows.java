package dev.waybill.warehouse;

import dev.waybill.text.Counted;
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

    /** A boolean; empty for anything else. */
    public Optional<Boolean> flag(int row, int column) {
        return Optional.ofNullable(rows.get(row).get(column).booleanValue());
    }

    /** The answer to a question of yes or no; empty unless it is one row with one boolean. */
    public Optional<Boolean> yesOrNo() {
        return count() == 1 && rows.get(0).size() == 1 ? flag(0, 0) : Optional.empty();
    }

    /** How many, and nothing of what is in them: it may be logged. */
    @Override
    public String toString() {
        return count() + " " + Counted.word(count(), "row", "rows");
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
