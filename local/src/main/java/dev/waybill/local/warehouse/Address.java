package dev.waybill.local.warehouse;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes: into the session that it names, or else to the warehouse that it names, with a new session if it
 * says how long to keep one.
 */
record Address(Optional<String> sessionId, Optional<String> database, Duration keepAlive) {
    private static final int LONGEST_KEEP_ALIVE = 24 * 60 * 60;

    /** Checks a request's parts as the Data API does. */
    static Address of(
            @Nullable String sessionId,
            @Nullable Integer keepAliveSeconds,
            @Nullable String database,
            @Nullable String workgroup,
            @Nullable String cluster) {
        int keepAlive = keepAliveSeconds == null ? 0 : keepAliveSeconds;
        if (keepAlive < 0 || keepAlive > LONGEST_KEEP_ALIVE) {
            throw ApiErrors.validation(
                    "SessionKeepAliveSeconds is " + keepAlive + ", not between 0 and " + LONGEST_KEEP_ALIVE);
        }
        if (sessionId != null) {
            if (database != null || workgroup != null || cluster != null) {
                throw ApiErrors.validation(
                        "With SessionId, there can be no Database, WorkgroupName or ClusterIdentifier");
            }
        } else if (database == null || (workgroup == null) == (cluster == null)) {
            throw ApiErrors.validation(
                    "Without SessionId, there must be a Database, and a WorkgroupName or a ClusterIdentifier");
        }
        return new Address(
                Optional.ofNullable(sessionId), Optional.ofNullable(database), Duration.ofSeconds(keepAlive));
    }

    /**
     * The session to run in, which must be given back; empty for a connection of the call's own.
     *
     * @throws SQLException if there is no such database
     */
    Optional<Session> session(Sessions sessions, LocalWarehouse warehouse) throws SQLException {
        if (sessionId.isPresent()) {
            return Optional.of(sessions.take(sessionId.get(), keepAlive));
        }
        String name = database.orElseThrow();
        if (!name.equals(LocalWarehouse.DATABASE)) {
            throw new SQLException(
                    "FATAL: database \"" + name + "\" does not exist. The local one is " + LocalWarehouse.DATABASE);
        }
        return keepAlive.isZero() ? Optional.empty() : Optional.of(sessions.add(warehouse.connect(), keepAlive));
    }
}
