package dev.waybill.local.warehouse;

import dev.waybill.error.TerminalException;
import dev.waybill.local.home.FolderLock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The warehouse of one machine: PostgreSQL on a folder, on a loopback port. Tables stay when the
 * process ends, however it ends.
 *
 * <p>Production code asks it through {@link LocalRedshiftData}, a person through {@link #query} or any PostgreSQL client at
 * {@link #url}. One process holds a folder at a time.
 */
public final class LocalWarehouse implements AutoCloseable {
    /** Who ends the server when the process is asked to end. */
    public enum Closing {
        /** It ends by itself, beside all else that ends. */
        AT_SHUTDOWN,
        /** Whoever started it, after what uses it. */
        BY_CALLER
    }

    /** The one database, named like a new Redshift's. */
    public static final String DATABASE = "dev";

    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final WarehouseConnections connections;

    private LocalWarehouse(FolderLock lock, EmbeddedPostgres server, Password password) {
        this.lock = lock;
        this.server = server;
        this.connections = new WarehouseConnections(server.getPort(), password);
    }

    /**
     * Starts the warehouse on {@code folder} and a port that the system chooses. It ends at the latest when the process is
     * asked to end.
     *
     * @throws TerminalException as {@link #start(Path, int, Closing)}
     */
    public static LocalWarehouse start(Path folder) {
        return start(folder, 0, Closing.AT_SHUTDOWN);
    }

    /**
     * Starts the warehouse on {@code folder}, which is made where it is missing. A server that a killed process left behind
     * is stopped first.
     *
     * @param port 0 for one that the system chooses
     * @throws TerminalException that says what to do, if another process holds the folder or the server doesn't start
     */
    public static LocalWarehouse start(Path folder, int port, Closing closing) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = lock(folder);
            try {
                Password password = Password.keptIn(folder);
                EmbeddedPostgres server = new PostgresServer(folder, port, closing, password).start();
                return new LocalWarehouse(lock, server, password);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new TerminalException("Cannot start the warehouse on " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends the server that a killed process left on {@code folder}, for one who wants to delete it.
     *
     * @throws TerminalException that says what to do, if the server doesn't end
     */
    public static void endOrphan(Path folder) {
        try {
            OrphanedPostgres.stop(PostgresServer.data(folder));
        } catch (IOException e) {
            throw new TerminalException("Cannot end the warehouse on " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        Optional<FolderLock> lock = FolderLock.take(folder);
        if (lock.isEmpty()) {
            throw new TerminalException("Cannot start the warehouse on " + folder + ": process "
                    + FolderLock.holder(folder) + " holds it. End that process, or use another home");
        }
        return lock.get();
    }

    public WarehouseConnections connections() {
        return connections;
    }

    /** For JDBC, with user and password. */
    public String jdbcUrl() {
        return connections.jdbcUrl();
    }

    /** For psql and other PostgreSQL clients, with user and password. */
    public String url() {
        return connections.url();
    }

    /** {@link WarehouseConnections#query}. */
    public void query(String redshiftSql, ResultSetConsumer consumer) throws SQLException {
        connections.query(redshiftSql, consumer);
    }

    Connection connect() throws SQLException {
        return connections.connect();
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
