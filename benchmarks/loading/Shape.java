/** Which keys of the table a batch brings again. The other half of its keys is new, and greater than all of the table's. */
enum Shape {
    /** Every second one of the newest keys: the batch's range is the end of the table. */
    RECENT("recent keys"),
    /** Keys from all over the table: the batch's range is all of it. */
    SPREAD("keys from all over");

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The keys, as a query with the column id. */
    String keys(long rows, long batch) {
        long half = batch / 2;
        String old =
                switch (this) {
                    case RECENT -> rows + " - 2 * (n - 1)";
                    case SPREAD -> "1 + (n - 1) * " + rows / half;
                };
        return "SELECT %s AS id FROM generate_series(CAST(1 AS bigint), %d) AS n UNION ALL SELECT %d + n FROM generate_series(CAST(1 AS bigint), %d) AS n"
                .formatted(old, half, rows, half);
    }
}
