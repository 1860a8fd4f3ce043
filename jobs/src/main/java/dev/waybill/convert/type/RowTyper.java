package dev.waybill.convert.type;

import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a record's values from its texts, by the contract; a record keeps all its faults. */
public final class RowTyper {
    private final Contract contract;
    private final ColumnTyper[] columns;
    private final Map<String, ColumnTyper> added = new HashMap<>();

    public RowTyper(Contract contract) {
        this.contract = contract;
        this.columns = contract.columns().stream()
                .map(column -> new ColumnTyper(contract, column))
                .toArray(ColumnTyper[]::new);
    }

    /**
     * Fills {@code row}, from its beginning, with a value for each column: {@link Short}, {@link Integer}, {@link Long},
     * {@link java.math.BigDecimal}, {@link Float}, {@link Double}, {@link Boolean}, {@link String},
     * {@link java.time.LocalDate}, {@link java.time.Instant} or null.
     *
     * @param fields the texts, in the order of the contract's columns
     * @param faults where faults are added
     */
    public void type(@Nullable String[] fields, @Nullable Object[] row, List<Fault> faults) {
        for (int i = 0; i < columns.length; i++) {
            row[i] = columns[i].type(fields[i], faults);
        }
    }

    /** The columns of whose values in the row that was typed last the end was cut off, as {@code too_long: truncate} says. */
    public List<String> truncated() {
        List<String> truncated = List.of();
        for (ColumnTyper column : columns) {
            if (column.hasCut()) {
                truncated = new ArrayList<>(truncated);
                truncated.add(column.name());
            }
        }
        return truncated;
    }

    /**
     * The values of the columns that a record adds to the contract's, by where they are from; those that are NULL are left
     * out.
     *
     * @param texts by the same names
     * @param faults where faults are added
     */
    public Map<String, String> typeAdded(Map<String, @Nullable String> texts, List<Fault> faults) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        texts.forEach((from, text) -> {
            @Nullable Object value = added(from).type(text, faults);
            if (value != null) {
                values.put(from, (String) value);
            }
        });
        return values;
    }

    private ColumnTyper added(String from) {
        return added.computeIfAbsent(
                from, name -> new ColumnTyper(contract, AddedColumn.of(name).column()));
    }
}
