package dev.waybill.warehouse;

import java.time.Duration;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/** The warehouse through the Redshift Data API: no network path, driver or password of its own. */
public final class RedshiftDataWarehouse {
    /** Longer than any pause between two statements of a load. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(10);

    private final RedshiftDataClient client;
    private final WarehouseSettings settings;
    private final Pause pause;

    public RedshiftDataWarehouse(RedshiftDataClient client, WarehouseSettings settings, Pause pause) {
        this.client = client;
        this.settings = settings;
        this.pause = pause;
    }

    /** A new session, in which temporary tables stay from one statement to the next. It ends by itself when unused. */
    public WarehouseSession open() {
        return new WarehouseSession(client, settings, pause, KEEP_ALIVE);
    }

    /** For statements that each stand alone: no session is held open for them. */
    public WarehouseSession sessionless() {
        return new WarehouseSession(client, settings, pause, Duration.ZERO);
    }

    /** Waits as long as {@code backoff} says. */
    public void pause(Backoff backoff) {
        pause.pause(backoff.next());
    }
}
