import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Gives the ledger of a home more rows like its only one, an hour each, back from its hour. The ids are those that
 * benchmarks/operate gives to the receipts and executions that it makes.
 */
public final class FillLedger {
    private FillLedger() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int batches = Integer.parseInt(arguments[1]);
        String port = Files.readAllLines(home.resolve("warehouse/data/postmaster.pid")).get(3);
        String password = Files.readString(home.resolve("warehouse/password")).strip();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/dev", "waybill", password);
                Statement statement = connection.createStatement()) {
            System.out.println(statement.executeUpdate(insert(columns(statement), batches)));
        }
    }

    private static String columns(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                + " WHERE table_schema = 'waybill' AND table_name = 'batch'")) {
            found.next();
            return found.getString(1);
        }
    }

    private static String insert(String columns, int batches) {
        String values = columns.replace("batch_id", "dataset || '-' || to_char(hour - n * interval '1 hour', 'YYYYMMDDHH24') || '-' || right(batch_id, 16)")
                .replaceFirst("\\bhour\\b(?=,)", "hour - n * interval '1 hour'")
                .replace("applied_at", "applied_at - n * interval '1 hour'");
        return "INSERT INTO waybill.batch (" + columns + ") SELECT " + values + " FROM waybill.batch, generate_series(1, " + (batches - 1) + ") AS n";
    }
}
