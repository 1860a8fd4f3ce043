package dev.waybill.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A rule about the loaded rows, as the contract states it. */
public sealed interface Check {

    /** At least this share of the batch's rows has a value in the column. */
    record NotNull(String column, Share atLeast) implements Check {}

    /** No two rows of the table agree in these columns, among the values that the batch brought. */
    record Unique(List<String> columns) implements Check {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /** Every value that the batch brought lies between the bounds, both included; NULL passes. */
    record Range(String column, Optional<BigDecimal> min, Optional<BigDecimal> max) implements Check {}

    /** A query that returns one row with one boolean; true passes. */
    record Sql(String name, String query) implements Check {}
}
