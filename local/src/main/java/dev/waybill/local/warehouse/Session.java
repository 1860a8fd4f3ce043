package dev.waybill.local.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A connection that outlives a call, with its temporary tables. */
final class Session {
    private final String id = UUID.randomUUID().toString();
    private final Connection connection;
    private Duration keepAlive;
    private Instant expires;
    private boolean busy = true;

    Session(Connection connection, Duration keepAlive, Instant now) {
        this.connection = connection;
        this.keepAlive = keepAlive;
        this.expires = now.plus(keepAlive);
    }

    String id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    Instant expires() {
        return expires;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isExpired(Instant now) {
        return !busy && !now.isBefore(expires);
    }

    void take(Duration newKeepAlive) {
        busy = true;
        if (!newKeepAlive.isZero()) {
            keepAlive = newKeepAlive;
        }
    }

    void giveBack(Instant now) {
        busy = false;
        expires = now.plus(keepAlive);
    }

    boolean isBroken() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close session " + id + ": " + e.getMessage(), e);
        }
    }
}
