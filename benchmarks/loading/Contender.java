import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How others apply staged rows, as the statements that they run on Redshift. None of them writes a ledger, keeps what it replaces or
 * checks what it did; only awswrangler with precombine_key looks whether the table has a newer row.
 */
enum Contender {
    /**
     * A temporary table like the target, DELETE … USING, INSERT … SELECT, DROP: what AWS documents as replacing existing rows, too.
     *
     * @see <a href="https://github.com/aws/aws-sdk-pandas/blob/main/awswrangler/redshift/_utils.py">awswrangler, _upsert</a>
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/t_updating-inserting-using-staging-tables-.html">Updating and
     *     inserting new data</a>
     */
    AWSWRANGLER("awswrangler") {
        @Override
        List<String> statements(Table table) {
            return List.of(
                    "DELETE FROM " + table.name() + " USING incoming WHERE " + table.name() + ".id = incoming.id",
                    "INSERT INTO " + table.name() + " SELECT * FROM incoming",
                    drop());
        }
    },
    /**
     * The same with {@code precombine_key="changed_at"}: of each key, the greater value stays.
     *
     * @see <a href="https://github.com/aws/aws-sdk-pandas/blob/main/awswrangler/redshift/_utils.py">awswrangler, _upsert</a>
     */
    AWSWRANGLER_PRECOMBINE("awswrangler, precombine_key") {
        @Override
        List<String> statements(Table table) {
            return List.of(
                    "DELETE FROM %1$s USING incoming WHERE %1$s.id = incoming.id AND %1$s.changed_at <= incoming.changed_at"
                            .formatted(table.name()),
                    "DELETE FROM incoming USING %1$s WHERE %1$s.id = incoming.id AND %1$s.changed_at > incoming.changed_at"
                            .formatted(table.name()),
                    "INSERT INTO " + table.name() + " SELECT * FROM incoming",
                    drop());
        }
    },
    /**
     * Strategy delete-insert with a primary key and dedup_sort, of one table without nested ones.
     *
     * @see <a href="https://dlthub.com/docs/general-usage/merge-loading#delete-insert-strategy">Merge loading</a>
     * @see <a href="https://github.com/dlt-hub/dlt/blob/devel/dlt/destinations/sql_jobs.py">dlt, SqlMergeFollowupJob</a>
     */
    DLT("dlt, delete-insert") {
        @Override
        List<String> statements(Table table) {
            return List.of(
                    "DELETE FROM %1$s WHERE EXISTS (SELECT 1 FROM incoming WHERE %1$s.id = incoming.id)"
                            .formatted(table.name()),
                    """
                    INSERT INTO %1$s (%2$s)
                    SELECT %2$s
                    FROM (
                      SELECT row_number() OVER (PARTITION BY id ORDER BY changed_at DESC) AS _dlt_dedup_rn, %2$s FROM incoming
                    ) AS _dlt_dedup_numbered
                    WHERE _dlt_dedup_rn = 1 AND (1 = 1)""".formatted(table.name(), columns()));
        }
    },
    /**
     * PostgreSQL's own, one statement. Redshift's runs as a delete or an update, and an insert.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/merge-replacing-existing-rows.html">Replacing existing rows</a>
     */
    MERGE("MERGE") {
        @Override
        List<String> statements(Table table) {
            return List.of("""
                    MERGE INTO %s AS t USING incoming AS s ON t.id = s.id
                    WHEN MATCHED THEN UPDATE SET %s
                    WHEN NOT MATCHED THEN INSERT (%s) VALUES (%s)""".formatted(
                            table.name(), each("%1$s = s.%1$s"), columns(), each("s.%s")));
        }
    },
    /** As awswrangler, with Waybill's condition on the range of the keys: what no load can do without. */
    RANGE("delete and insert, within the range") {
        @Override
        List<String> statements(Table table) {
            return List.of(
                    """
                    DELETE FROM %1$s USING incoming
                    WHERE %1$s.id = incoming.id
                      AND %1$s.id BETWEEN (SELECT min(id) FROM incoming) AND (SELECT max(id) FROM incoming)"""
                            .formatted(table.name()),
                    "INSERT INTO " + table.name() + " SELECT * FROM incoming");
        }
    };

    private static final String LINEAGE = """
            'trades-2026112210-fedcba9876543210', TIMESTAMP '2026-11-22 10:00', TIMESTAMP '2026-11-22 10:30',
            's3://source/trades/2026/11/22/10/trades.csv', TIMESTAMP '2026-11-22 10:31'""";

    private final String words;

    Contender(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** What runs in one transaction. */
    abstract List<String> statements(Table table);

    /** The staged rows in a temporary table; as awswrangler's it is like the target, lineage included, and not analysed. */
    String stage(Table table, Shape shape) {
        return "CREATE TEMP TABLE incoming (LIKE %s); INSERT INTO incoming SELECT %s, %s FROM %s"
                .formatted(table.name(), Table.COLUMNS, LINEAGE, table.staged(shape));
    }

    static String drop() {
        return "DROP TABLE IF EXISTS incoming";
    }

    private static String columns() {
        return Table.COLUMNS + ", " + Table.LINEAGE;
    }

    private static String each(String format) {
        return Arrays.stream(columns().split(", ")).map(format::formatted).collect(Collectors.joining(", "));
    }
}
