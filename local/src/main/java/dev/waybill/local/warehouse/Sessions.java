package dev.waybill.local.warehouse;

import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open sessions. One that is unused for its keep-alive is closed, at the next call of any; and when there are as many as
 * the database can bear, the idle one that would expire first is closed for a new one.
 */
final class Sessions implements AutoCloseable {
    /** Half of PostgreSQL's connections: the other half is for statements without a session. */
    static final int MOST = 50;

    private final InstantSource clock;
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** A new session, which its caller has until {@link #giveBack}. */
    synchronized Session add(Connection connection, Duration keepAlive) {
        closeExpired();
        if (sessions.size() >= MOST) {
            closeNextToExpire();
        }
        Session session = new Session(connection, keepAlive, clock.instant());
        sessions.put(session.id(), session);
        return session;
    }

    /**
     * The session of this id, which its caller has until {@link #giveBack}.
     *
     * @param keepAlive from now on; zero to leave it as it is
     */
    synchronized Session take(String id, Duration keepAlive) {
        closeExpired();
        Session session = sessions.get(id);
        if (session == null || session.isBusy()) {
            throw ApiErrors.validation("Session is not available");
        }
        session.take(keepAlive);
        return session;
    }

    /** Ends the use of a session; one that has lost its connection is gone. */
    synchronized void giveBack(Session session) {
        session.giveBack(clock.instant());
        if (session.isBroken()) {
            sessions.remove(session.id());
        }
    }

    private void closeExpired() {
        List<Session> expired = sessions.values().stream()
                .filter(session -> session.isExpired(clock.instant()))
                .toList();
        expired.forEach(this::close);
    }

    private void closeNextToExpire() {
        Optional<Session> next = sessions.values().stream()
                .filter(session -> !session.isBusy())
                .min(Comparator.comparing(Session::expires));
        next.ifPresent(this::close);
    }

    private void close(Session session) {
        sessions.remove(session.id());
        session.close();
    }

    @Override
    public synchronized void close() {
        List.copyOf(sessions.values()).forEach(this::close);
    }
}
