package dev.waybill.local.warehouse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Another client of the database, in the middle of a transaction that has changed rows. */
public final class Meddler implements AutoCloseable {
    private final Connection meddler;
    private final Connection observer;

    /** Changes rows by {@code sql}, and leaves the transaction open. */
    public Meddler(String jdbcUrl, String sql) {
        try {
            meddler = DriverManager.getConnection(jdbcUrl);
            observer = DriverManager.getConnection(jdbcUrl);
            meddler.setAutoCommit(false);
            try (Statement statement = meddler.createStatement()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Does {@code work}, and commits as soon as somebody waits for the changed rows. */
    public <T> T letGoWhenAwaited(Supplier<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work);
        awaitAnybody();
        letGo();
        return result.join();
    }

    /** Returns when somebody waits for the changed rows. */
    void awaitAnybody() {
        awaitOthers(1);
    }

    /** Returns when so many wait, for the changed rows or for each other. */
    public void awaitOthers(int waiting) {
        awaitOthers(waiting, () -> false);
    }

    /** Returns when so many wait, or when there is no need any more. */
    public void awaitOthers(int waiting, BooleanSupplier needless) {
        try {
            while (waiting() < waiting && !needless.getAsBoolean()) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits. */
    public void letGo() {
        try {
            meddler.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int waiting() throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Undoes the changes, unless {@link #letGo} kept them. */
    @Override
    public void close() {
        try (meddler;
                observer) {
            meddler.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
