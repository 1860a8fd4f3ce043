import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads one batch into tables of several sizes, by each contender in its turn; prints a line for each run:
 * {@code RESULT shape, contender, rows of the table, seconds}, with tabs between them, and {@code CALLS contender, rows of the table,
 * calls, statements}.
 *
 * <p>Arguments: home, rows of the tables (1000,2000), rows of the batch, rounds, seed, {@code measure} or {@code explain}, shapes
 * (RECENT,SPREAD).
 */
final class Loads {
    private final Connection connection;
    private final WaybillLoad waybill;
    private final int rounds;

    private Loads(Connection connection, WaybillLoad waybill, int rounds) {
        this.connection = connection;
        this.waybill = waybill;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        long batch = Long.parseLong(arguments[2]);
        long seed = Long.parseLong(arguments[4]);
        boolean explains = arguments[5].equals("explain");
        try (LocalS3 s3 = LocalS3.start(home.resolve("s3"), "manifest.json", event -> {});
                LocalWarehouse warehouse = LocalWarehouse.start(home.resolve("warehouse"));
                LocalRedshiftData redshift = new LocalRedshiftData(warehouse, s3.client());
                Connection connection = DriverManager.getConnection(warehouse.jdbcUrl())) {
            Loads loads = new Loads(
                    connection, new WaybillLoad(s3, redshift, connection, explains), Integer.parseInt(arguments[3]));
            List<Table> tables = new ArrayList<>();
            for (String rows : arguments[1].split(",")) {
                tables.add(new Table(connection, Long.parseLong(rows), batch, seed));
            }
            for (Table table : tables) {
                say("filling a table of " + table.rows() + " rows");
                loads.waybill.createTables(table);
                table.fill();
            }
            List<Shape> shapes =
                    Arrays.stream(arguments[6].split(",")).map(Shape::valueOf).toList();
            // Rows that are spread come last: putting the old ones back leaves them wherever there is room.
            for (Shape shape : shapes) {
                for (Table table : tables) {
                    table.stage(shape);
                }
                if (explains) {
                    loads.explain(shape, tables);
                } else {
                    loads.measure(shape, tables);
                }
            }
        }
        System.exit(0);
    }

    private void explain(Shape shape, List<Table> tables) throws Exception {
        for (Table table : tables) {
            System.out.printf("%nWaybill, %s, %d rows in the table%n", shape.words(), table.rows());
            waybill.load(table, shape, "7 days");
            table.reset(shape);
        }
    }

    private void measure(Shape shape, List<Table> tables) throws Exception {
        // The first round warms Java, on the first table only; it doesn't count.
        for (int round = 0; round <= rounds; round++) {
            say(shape.words() + ", " + (round == 0 ? "warming up" : "round " + round + " of " + rounds));
            for (Table table : round == 0 ? tables.subList(0, 1) : tables) {
                measureWaybill(shape, table, "waybill", "7 days", round > 0);
                measureWaybill(shape, table, "waybill, undo: off", "off", round > 0);
                for (Contender contender : Contender.values()) {
                    double seconds = run(contender, table, shape);
                    table.requireLoaded(shape);
                    table.reset(shape);
                    if (round > 0) {
                        result(shape, contender.words(), table, seconds);
                    }
                }
            }
        }
    }

    private void measureWaybill(Shape shape, Table table, String name, String undo, boolean counts) throws Exception {
        WaybillLoad.Measured measured = waybill.load(table, shape, undo);
        table.requireLoaded(shape);
        table.reset(shape);
        if (counts) {
            result(shape, name, table, measured.transactionSeconds());
            result(shape, name + ", LoadBatch", table, measured.seconds());
            System.out.printf(
                    "CALLS\t%s\t%d\t%d\t%d%n", name, table.rows(), measured.calls(), measured.statements());
        }
    }

    /** From the staged rows to the end of the commit. */
    private double run(Contender contender, Table table, Shape shape) throws SQLException {
        table.execute(contender.stage(table, shape));
        List<String> statements = contender.statements(table);
        connection.setAutoCommit(false);
        long start = System.nanoTime();
        for (String statement : statements) {
            table.execute(statement);
        }
        connection.commit();
        double seconds = (System.nanoTime() - start) / 1e9;
        connection.setAutoCommit(true);
        table.execute(Contender.drop());
        return seconds;
    }

    private static void result(Shape shape, String contender, Table table, double seconds) {
        System.out.printf("RESULT\t%s\t%s\t%d\t%.3f%n", shape.words(), contender, table.rows(), seconds);
    }

    private static void say(String words) {
        System.err.println(words);
    }
}
