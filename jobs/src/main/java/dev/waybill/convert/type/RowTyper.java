package dev.waybill.convert.type;

import dev.waybill.contract.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a record's values from its texts, by the contract; a record keeps all its faults. */
public final class RowTyper {
    private final ColumnTyper[] columns;

    public RowTyper(Contract contract) {
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
}
