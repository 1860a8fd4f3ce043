package dev.waybill.local.warehouse;

import dev.waybill.local.home.FolderLock;
import dev.waybill.local.warehouse.sql.LocalStatement;
import dev.waybill.local.warehouse.sql.RedshiftDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * The warehouse of one machine: PostgreSQL on a folder, on a loopback port that the system chooses. Tables stay when the
 * process ends, however it ends.
 *
 * <p>Production code asks it through {@link LocalRedshiftData}, a person through {@link #query} or any PostgreSQL client at
 * {@link #url}. One process holds a folder at a time.
 */
public final class LocalWarehouse implements AutoCloseable {
    /** The one database, named like a new Redshift's. */
    public static final String DATABASE = "dev";

    private static final int ROWS_PER_FETCH = 1000;
    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final Password password;

    private LocalWarehouse(FolderLock lock, EmbeddedPostgres server, Password password) {
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the warehouse on {@code folder}, which is made where it is missing. A server that a killed process left behind
     * is stopped first.
     *
     * @throws IllegalStateException that says what to do, if another process holds the folder or the server doesn't start
     */
    public static LocalWarehouse start(Path folder) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = lock(folder);
            try {
                Password password = Password.keptIn(folder);
                EmbeddedPostgres server = new PostgresServer(folder, password).start();
                return new LocalWarehouse(lock, server, password);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start the warehouse on " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends the server that a killed process left on {@code folder}, for one who wants to delete it.
     *
     * @throws IllegalStateException that says what to do, if the server doesn't end
     */
    public static void endOrphan(Path folder) {
        try {
            OrphanedPostgres.stop(PostgresServer.data(folder));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot end the warehouse on " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        Optional<FolderLock> lock = FolderLock.take(folder);
        if (lock.isEmpty()) {
            throw new IllegalStateException("Cannot start the warehouse on " + folder + ": process "
                    + FolderLock.holder(folder) + " holds it. End that process, or use another home");
        }
        return lock.get();
    }

    /** For JDBC, with user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                .formatted(server.getPort(), DATABASE, Bootstrap.USER, password.text());
    }

    /** For psql and other PostgreSQL clients, with user and password. */
    public String url() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(Bootstrap.USER, password.text(), server.getPort(), DATABASE);
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
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE, properties);
    }

    @Override
    public void close() {
        try (lock) {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot stop the warehouse: " + e.getMessage(), e);
        }
    }
}
