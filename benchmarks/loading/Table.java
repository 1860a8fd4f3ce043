import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A target table of so many rows, and the batch that is loaded into it; each row is a function of its key and the seed. */
final class Table {
    static final String COLUMNS = "id, changed_at, account, symbol, side, quantity, price, venue, note";
    static final String LINEAGE = "_batch, _hour, _delivered_at, _file, _loaded_at";

    /** As it is before the load; a version of the batch is a day younger. */
    private static final String ROW = """
            id,
            TIMESTAMP '2026-01-01' + id * INTERVAL '1 second' + %2$s * INTERVAL '1 day',
            'ACC' || lpad(CAST(abs(hashint8extended(id, %1$d + 1)) %% 100000 AS text), 6, '0'),
            'SYM' || abs(hashint8extended(id, %1$d + 2)) %% 3000,
            CASE abs(hashint8extended(id, %1$d + 3)) %% 2 WHEN 0 THEN 'BUY' ELSE 'SELL' END,
            CAST(abs(hashint8extended(id, %1$d + 4)) %% 10000 AS integer),
            CAST(abs(hashint8extended(id, %1$d + 5)) %% 10000000 AS double precision) / 10000,
            'VENUE-' || abs(hashint8extended(id, %1$d + 6)) %% 40,
            'note ' || md5(CAST(hashint8extended(id, %1$d + 7 + %2$s) AS text))""";

    private static final String LINEAGE_BEFORE = """
            'trades-2026112209-0123456789abcdef', TIMESTAMP '2026-11-22 09:00', TIMESTAMP '2026-11-22 09:30',
            's3://source/trades/2026/11/22/09/trades.csv', TIMESTAMP '2026-11-22 09:31'""";

    private static final String FORGET_LOADS = "DELETE FROM waybill.batch WHERE delivered_at > TIMESTAMP '2026-11-01'";

    private final Connection connection;
    private final long rows;
    private final long batch;
    private final long seed;

    Table(Connection connection, long rows, long batch, long seed) {
        this.connection = connection;
        this.rows = rows;
        this.batch = batch;
        this.seed = seed;
    }

    long rows() {
        return rows;
    }

    long batch() {
        return batch;
    }

    String name() {
        return "bench.trades_" + rows;
    }

    String staged(Shape shape) {
        return "bench.staged_" + rows + "_" + shape.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String saved(Shape shape) {
        return "bench.saved_" + rows + "_" + shape.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String versions() throws SQLException {
        return text("SELECT 'waybill.' || table_name FROM information_schema.tables"
                + " WHERE table_schema = 'waybill' AND table_name LIKE 'versions\\_trades\\_" + rows + "\\_%'");
    }

    /**
     * Fills the table, in the order of its keys, unless an earlier run did. Beside it lie versions of as many rows as half of the table
     * has, to be kept for days yet, and in the ledger 10,000 batches.
     */
    void fill() throws SQLException {
        if (isAsFilled()) {
            return;
        }
        execute("TRUNCATE %s, %s".formatted(name(), versions()));
        execute(FORGET_LOADS);
        connection.setAutoCommit(false);
        execute("INSERT INTO %s SELECT %s, %s FROM generate_series(CAST(1 AS bigint), %d) AS id"
                .formatted(name(), ROW.formatted(seed, "0"), LINEAGE_BEFORE, rows));
        execute("""
                INSERT INTO %s (%s, %s, _deletes, _kept_until)
                SELECT %2$s, %3$s, false, localtimestamp + INTERVAL '1 day' + id * 2 * INTERVAL '5 days' / %4$d
                FROM %5$s
                WHERE id <= %4$d / 2""".formatted(versions(), COLUMNS, LINEAGE, rows, name()));
        execute("""
                INSERT INTO waybill.batch
                SELECT 'trades-' || n, 'trades', TIMESTAMP '2025-01-01' + n * INTERVAL '1 hour', TIMESTAMP '2025-01-01' + n * INTERVAL '1 hour',
                  's3://source/trades/manifest.json', 'bench.trades', 'upsert', repeat('0', 64), 1, 1, 0, 0, 1, 0, 1, 0, TIMESTAMP '2025-01-01'
                FROM generate_series(1, 10000) AS n
                WHERE NOT EXISTS (SELECT 1 FROM waybill.batch)""");
        connection.commit();
        connection.setAutoCommit(true);
        execute("VACUUM (ANALYZE) " + name());
        execute("VACUUM (ANALYZE) " + versions());
        execute("VACUUM (ANALYZE) waybill.batch");
        execute("DROP TABLE IF EXISTS " + saved(Shape.SPREAD));
    }

    /** Neither killed between a load and its reset, nor with rows that were spread, which are back but not where they lay. */
    private boolean isAsFilled() throws SQLException {
        return number("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS t".formatted(name())) == 1
                && number("SELECT count(*) FROM %s WHERE id > %d".formatted(name(), rows)) == 0
                && number("SELECT count(to_regclass('" + saved(Shape.SPREAD) + "'))") == 0;
    }

    /** Makes the batch's rows, and keeps those that they replace. */
    void stage(Shape shape) throws SQLException {
        execute("DROP TABLE IF EXISTS " + staged(shape));
        execute("CREATE TABLE %s AS SELECT %s FROM (%s) AS keys ORDER BY id"
                .formatted(staged(shape), named(ROW.formatted(seed, "1")), shape.keys(rows, batch)));
        execute("DROP TABLE IF EXISTS " + saved(shape));
        execute("CREATE TABLE %s AS SELECT t.* FROM %s AS t JOIN %s AS s ON t.id = s.id"
                .formatted(saved(shape), name(), staged(shape)));
        execute("ANALYZE " + staged(shape));
    }

    private static String named(String row) {
        String[] names = COLUMNS.split(", ");
        String[] values = row.split(",\n");
        for (int i = 0; i < names.length; i++) {
            values[i] += " AS " + names[i];
        }
        return String.join(",\n", values);
    }

    /** The table has all rows of the batch, and of no key two. */
    void requireLoaded(Shape shape) throws SQLException {
        long found = number("SELECT count(*) FROM %s AS t JOIN %s AS s USING (%s) WHERE t.id >= %d"
                .formatted(name(), staged(shape), COLUMNS, least(shape)));
        long keys = number(
                "SELECT count(*) FROM %s WHERE id >= %d".formatted(name(), Math.max(1, rows - 2 * batch)));
        if (found != batch || keys != 2 * batch + 1 + batch / 2) {
            throw new IllegalStateException(name() + " has " + found + " rows of the batch, and " + keys + " at its end");
        }
    }

    /** As a constant, so that PostgreSQL knows that it is near the end. */
    private long least(Shape shape) throws SQLException {
        return number("SELECT min(id) FROM " + staged(shape));
    }

    /** Puts everything back as it was, and clears away what the load left. */
    void reset(Shape shape) throws SQLException {
        execute("DELETE FROM %s AS t USING %s AS s WHERE t.id = s.id AND t.id >= %d"
                .formatted(name(), staged(shape), least(shape)));
        execute("INSERT INTO %s SELECT * FROM %s ORDER BY id".formatted(name(), saved(shape)));
        execute("DELETE FROM %s WHERE _kept_until > localtimestamp + INTERVAL '163 hours'".formatted(versions()));
        execute(FORGET_LOADS);
        execute("VACUUM " + name());
        execute("VACUUM " + versions());
        execute("VACUUM waybill.batch");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
