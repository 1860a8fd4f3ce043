package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.sql.LocalStatement;
import dev.waybill.local.warehouse.sql.RedshiftDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** How the local warehouse is reached, by whoever may read its folder: the process that started it, or another one. */
public final class WarehouseConnections {
    private static final int ROWS_PER_FETCH = 1000;
    private final int port;
    private final Password password;

    WarehouseConnections(int port, Password password) {
        this.port = port;
        this.password = password;
    }

    /** Those to the warehouse on {@code folder}, which another process runs on this port. */
    public static WarehouseConnections to(Path folder, int port) {
        try {
            return new WarehouseConnections(port, Password.keptIn(folder));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot read the password of the warehouse on " + folder + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return port;
    }

    /** For JDBC, with user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                .formatted(port, LocalWarehouse.DATABASE, Bootstrap.USER, password.text());
    }

    /** For psql and other PostgreSQL clients, with user and password. */
    public String url() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(Bootstrap.USER, password.text(), port, LocalWarehouse.DATABASE);
    }

    /**
     * Runs one query, written for Redshift, in a transaction that can't write.
     *
     * @param consumer reads the rows while they stream in; the result is closed after it
     * @throws SQLException as the database gave it; with SQLState 0A000 for what this warehouse doesn't take
     */
    public void query(String redshiftSql, ResultSetConsumer consumer) throws SQLException {
        try (Connection connection = connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(translate(redshiftSql))) {
                query.setFetchSize(ROWS_PER_FETCH);
                try (ResultSet rows = query.executeQuery()) {
                    consumer.accept(rows);
                }
            }
        }
    }

    private static String translate(String redshiftSql) throws SQLException {
        if (RedshiftDialect.translate(redshiftSql) instanceof LocalStatement.Sql statement
                && statement.parameters().isEmpty()) {
            return statement.sql();
        }
        throw new SQLException("ERROR: Cannot run this as a query: it is a COPY or has parameters", "0A000");
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Bootstrap.USER);
        properties.setProperty("password", password.text());
        properties.setProperty("ApplicationName", "waybill");
        // Values are sent without a type, so that PostgreSQL types them by where they stand, as Redshift does.
        properties.setProperty("stringtype", "unspecified");
        // Neither is there on loopback; asking for them costs a round trip each.
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + LocalWarehouse.DATABASE, properties);
    }
}
