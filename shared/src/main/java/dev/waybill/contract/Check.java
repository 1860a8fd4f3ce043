package dev.waybill.contract;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A rule about the loaded rows, as the contract states it. */
public sealed interface Check {

    /** What must hold, as a sentence. */
    String sentence();

    /** At least this share of the batch's rows has a value in the column. */
    record NotNull(String column, Share atLeast) implements Check {
        @Override
        public String sentence() {
            return column + " is not null"
                    + (atLeast.equals(Share.ALL) ? "" : " in at least " + atLeast + " of the batch's rows");
        }
    }

    /** No two rows of the table agree in these columns, among the values that the batch brought. */
    record Unique(List<String> columns) implements Check {
        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public String sentence() {
            return "no two rows agree in " + String.join(", ", columns);
        }
    }

    /**
     * Every value that the batch brought lies between the bounds, both included; NULL passes.
     *
     * @param min a number in digits, or a date or time in the usual way; one bound at least is there
     */
    record Range(String column, Optional<String> min, Optional<String> max) implements Check {
        @Override
        public String sentence() {
            if (min.isPresent() && max.isPresent()) {
                return column + " lies between " + min.get() + " and " + max.get();
            }
            return column
                    + min.map(bound -> " is at least " + bound).orElseGet(() -> " is at most " + max.orElseThrow());
        }
    }

    /**
     * Every value that the batch brought is one of these; NULL passes.
     *
     * @param values at least one, each of the column's type and written in the usual way
     */
    record Allowed(String column, List<String> values) implements Check {
        public Allowed {
            values = List.copyOf(values);
        }

        @Override
        public String sentence() {
            return column + " is one of " + String.join(", ", values);
        }
    }

    /**
     * The pattern is found in every text that the batch brought; NULL passes.
     *
     * @param matches a POSIX regular expression of the warehouse
     */
    record Pattern(String column, String matches) implements Check {
        @Override
        public String sentence() {
            return column + " matches " + matches;
        }
    }

    /**
     * Another table has the values of every row that the batch brought; a row with a NULL among them passes.
     *
     * @param to the other table's columns, as many as {@code columns}
     */
    record ForeignKey(List<String> columns, TableName references, List<String> to) implements Check {
        public ForeignKey {
            columns = List.copyOf(columns);
            to = List.copyOf(to);
        }

        @Override
        public String sentence() {
            return "every " + String.join(", ", columns) + " is in " + references
                    + (to.equals(columns) ? "" : " (" + String.join(", ", to) + ")");
        }
    }

    /** The table's newest value of the column is at most so much older than the end of the batch's hour. */
    record Freshness(String column, Age within) implements Check {
        @Override
        public String sentence() {
            return "the newest " + column + " is at most " + within + " older than the end of the batch's hour";
        }

        /** What the newest value may be at the oldest, where the batch's hour ended then. */
        public LocalDateTime oldest(LocalDateTime end) {
            return end.minus(within.duration());
        }
    }

    /**
     * The batch's records are about as many as those of the dataset's batches of earlier hours.
     *
     * @param last with how many of them it is compared
     * @param within how far it may be from their median, up or down, as a share of the median
     */
    record RowCount(int last, Share within) implements Check {
        /** Fewer don't tell what is usual. */
        public static final int FEWEST = 3;

        /** So many are more than enough to tell. */
        public static final int MOST = 100;

        @Override
        public String sentence() {
            return "the records are within " + within + " of the median of the last " + last + " batches";
        }
    }

    /** A query that returns one row with one boolean; true passes. */
    record Sql(String name, String query) implements Check {
        @Override
        public String sentence() {
            return name;
        }
    }
}
