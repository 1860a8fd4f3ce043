package dev.waybill.warehouse;

import java.time.Duration;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/** The warehouse through the Redshift Data API: no network path, driver or password of its own. */
public final class RedshiftDataWarehouse {
    /** Longer than any pause between two statements of a load. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(10);

    /**
     * Where workload management has a queue for this group, what the session runs goes there; elsewhere it is only a label.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_query_group.html">query_group</a>
     */
    static final SqlStatement LOAD_QUEUE = new SqlStatement("Run in the queue of loads", "SET query_group TO 'etl'");

    private final RedshiftDataClient client;
    private final WarehouseSettings settings;
    private final Pause pause;
    private final String name;

    public RedshiftDataWarehouse(RedshiftDataClient client, WarehouseSettings settings, Pause pause) {
        this(client, settings, pause, "waybill");
    }

    /** A warehouse whose statements are found by their name: {@code waybill-orders-2026112210-…}. */
    public RedshiftDataWarehouse(RedshiftDataClient client, WarehouseSettings settings, Pause pause, String name) {
        this.client = client;
        this.settings = settings;
        this.pause = pause;
        this.name = name;
    }

    /**
     * A new session for a load, in the queue of loads. Temporary tables stay from one statement to the next. It ends by itself
     * when unused.
     */
    public WarehouseSession open() {
        WarehouseSession session = new WarehouseSession(client, new HandOver(settings, name, KEEP_ALIVE), pause);
        session.execute(LOAD_QUEUE);
        return session;
    }

    /** For statements that each stand alone, in the default queue: no session is held open for them. */
    public WarehouseSession sessionless() {
        return new WarehouseSession(client, new HandOver(settings, name, Duration.ZERO), pause);
    }

    /** Waits for the statements of this warehouse's name, whoever handed them over; at most an hour. */
    public void awaitRunning() {
        new RunningStatements(client, name, pause).awaitEnd();
    }

    /** Waits as long as {@code backoff} says. */
    public void pause(Backoff backoff) {
        pause.pause(backoff.next());
    }
}
