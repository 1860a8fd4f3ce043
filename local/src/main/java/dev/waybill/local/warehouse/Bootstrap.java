package dev.waybill.local.warehouse;

import dev.waybill.digest.Sha256;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * What PostgreSQL needs to answer like Redshift: the database, its user, and the functions of redshift.sql. The functions
 * are made again when their text has changed since.
 */
final class Bootstrap {
    static final String USER = "waybill";
    private static final String SUPERUSER = "postgres";

    private Bootstrap() {}

    static void run(EmbeddedPostgres server, Password password, boolean isNew) throws SQLException, IOException {
        if (isNew) {
            createDatabase(server, password);
        }
        String script = script();
        String digest = Sha256.hex(script.getBytes(StandardCharsets.UTF_8));
        try (Connection connection =
                        server.getDatabase(SUPERUSER, LocalWarehouse.DATABASE).getConnection();
                Statement statement = connection.createStatement()) {
            if (!digest.equals(installed(statement))) {
                connection.setAutoCommit(false);
                statement.execute(script);
                statement.execute("COMMENT ON SCHEMA redshift IS '" + digest + "'");
                connection.commit();
            }
        }
    }

    private static void createDatabase(EmbeddedPostgres server, Password password) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password.text() + "'");
            statement.execute("CREATE DATABASE " + LocalWarehouse.DATABASE + " OWNER " + USER);
        }
    }

    private static String installed(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT coalesce(obj_description(to_regnamespace('redshift')::oid, 'pg_namespace'), '')")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Bootstrap.class.getResourceAsStream("redshift.sql")) {
            return new String(Objects.requireNonNull(script, "redshift.sql").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
