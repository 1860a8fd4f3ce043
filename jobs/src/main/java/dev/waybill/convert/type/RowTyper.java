package dev.waybill.convert.type;

import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a record's values from its texts, by the contract; a record keeps all its faults. */
public final class RowTyper {
    private final List<Column> columns;
    private final ValueParser[] parsers;
    private final Set<String> nulls;
    private final boolean trim;
    private final Set<String> key;

    public RowTyper(Contract contract) {
        this.columns = contract.columns();
        this.parsers = columns.stream().map(ValueParser::of).toArray(ValueParser[]::new);
        this.nulls = new HashSet<>(contract.source().nulls());
        this.trim = contract.source().trim();
        this.key = new HashSet<>(contract.key());
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
        for (int i = 0; i < parsers.length; i++) {
            Column column = columns.get(i);
            @Nullable String text = standardised(fields[i], column);
            row[i] = null;
            if (text != null) {
                try {
                    row[i] = parsers[i].parse(text);
                } catch (ValueFaultException e) {
                    faults.add(Fault.of(column.name(), text, String.valueOf(e.getMessage()), e.generalRule()));
                }
            } else if (column.required()) {
                faults.add(Fault.missing(column.name()));
            }
        }
    }

    private @Nullable String standardised(@Nullable String field, Column column) {
        if (field == null) {
            return null;
        }
        String text = trim ? field.strip() : key.contains(column.name()) ? withoutTrailingBlanks(field) : field;
        boolean character = column.type() instanceof ColumnType.Varchar || column.type() instanceof ColumnType.Char;
        return nulls.contains(text) || (text.isEmpty() && !character) ? null : text;
    }

    /**
     * Redshift doesn't compare trailing blanks: two keys that differ in nothing else are one there, and must be one here.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Significance of trailing
     *     blanks</a>
     */
    private static String withoutTrailingBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
