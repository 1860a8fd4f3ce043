package dev.waybill.local.killed;

import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that a home holds, but for when it was loaded and how often it was tried.
 *
 * @param relations every table and view, temporary ones included, with its rows
 * @param files every file but PostgreSQL's own, the log and the records of executions
 */
record HomeContents(Map<String, List<String>> relations, List<String> files) {
    private static final String TIMES =
            "{_loaded_at,_delivered_at,_kept_until,applied_at,delivered_at,checked_at,undo_until}";

    /** What a check says of a batch beside which another was loaded in the same second or later: the clock decides that. */
    private static final Pattern LATER_BATCHES =
            Pattern.compile("at most (\\d+ \\w+), since \\d+ later batch(es)? may have replaced some");

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** A run of a conversion. What a killed one wrote stays; it counts only if a receipt names it. */
    private static final Pattern RUN = Pattern.compile("run=[0-9a-f]{8}");

    /** What no two homes have in common. */
    private static final String RANDOM = UUID + "|" + RUN;

    /** What a write leaves that was killed half-way: beside its place, under a name that nobody reads. */
    private static final Pattern UNFINISHED = Pattern.compile("glue/.*\\.tmp|(warehouse/password|s3/credentials)\\d+"
            + "|s3/buckets/[^/]+/(_receipts|contracts)/.*-" + UUID);

    /** Reads a home that no process holds. */
    static HomeContents of(Path home) throws IOException, SQLException {
        return new HomeContents(relations(home), files(home));
    }

    /** The values of a column, as texts. */
    List<String> column(String relation, String column) throws IOException {
        List<String> values = new ArrayList<>();
        for (String row : relations.getOrDefault(relation, List.of())) {
            values.add(ReceiptJson.mapper().readTree(row).path(column).asText());
        }
        return values;
    }

    private static Map<String, List<String>> relations(Path home) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (LocalWarehouse warehouse = LocalWarehouse.start(home.resolve("warehouse"));
                Connection connection = DriverManager.getConnection(warehouse.jdbcUrl())) {
            List<String> names = texts(connection, """
                    SELECT format('%I.%I', n.nspname, c.relname)
                    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift')""");
            for (String name : names) {
                rows.put(
                        name,
                        texts(
                                connection,
                                "SELECT to_jsonb(t) - '%s'::text[] FROM %s AS t ORDER BY 1".formatted(TIMES, name)));
            }
        }
        return rows;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(LATER_BATCHES.matcher(rows.getString(1)).replaceAll("$1"));
            }
        }
        return texts;
    }

    private static List<String> files(Path home) throws IOException {
        Predicate<String> own = name -> name.startsWith("warehouse/data/")
                || (name.startsWith("executions/") && name.endsWith(".json"))
                || name.equals("waybill.log")
                // Folders that the next crawl looks at; one that is delivered again and loaded already has no crawl.
                || name.startsWith("glue/announced/")
                // A manifest whose batch nobody started yet; to load it again starts it.
                || name.startsWith("s3/announcements/")
                || UNFINISHED.matcher(name).matches();
        String receipts = conversionReceipts(home);
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .filter(own.negate())
                    .filter(name -> RUN.matcher(name).results().allMatch(run -> receipts.contains(run.group())))
                    .map(name -> name.replaceAll(RANDOM, "*"))
                    .sorted()
                    .toList();
        }
    }

    private static String conversionReceipts(Path home) throws IOException {
        StringBuilder receipts = new StringBuilder();
        try (Stream<Path> files =
                Files.find(home, Integer.MAX_VALUE, (file, attributes) -> file.endsWith("conversion.json"))) {
            for (Path receipt : files.toList()) {
                receipts.append(Files.readString(receipt));
            }
        }
        return receipts.toString();
    }
}
