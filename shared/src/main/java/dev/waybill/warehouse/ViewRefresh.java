package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.RefreshView;
import dev.waybill.error.TransientException;
import dev.waybill.error.WaybillException;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes a contract's materialized views after a load, each in a statement of its own. What may pass, such as a
 * conflict with the refresh of another load, is tried again; a failure that stays is reported and doesn't touch the load.
 */
public final class ViewRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ViewRefresh.class);
    private static final int ATTEMPTS = 5;

    private ViewRefresh() {}

    public static List<Refreshed> run(List<RefreshView> views, WarehouseSession session) {
        List<Refreshed> refreshed = new ArrayList<>();
        for (RefreshView view : views) {
            refreshed.add(new Refreshed(view.view().toString(), run(view, session)));
        }
        return refreshed;
    }

    private static Optional<String> run(RefreshView view, WarehouseSession session) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        for (int attempt = 1; ; attempt++) {
            try {
                bringUpToDate(view, session);
                return Optional.empty();
            } catch (WaybillException e) {
                if (!(e instanceof TransientException) || attempt == ATTEMPTS) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
                session.pause(backoff);
            }
        }
    }

    private static void bringUpToDate(RefreshView view, WarehouseSession session) {
        if (view.query().isPresent() && !exists(view, session)) {
            session.execute(WarehouseDdl.createSchema(view));
            session.execute(WarehouseDdl.createView(view, view.query().get()));
        }
        session.execute(refresh(view));
    }

    static SqlStatement refresh(RefreshView view) {
        return new SqlStatement("Refresh " + view.view(), "REFRESH MATERIALIZED VIEW " + quoted(view.view()));
    }

    // Redshift has no CREATE MATERIALIZED VIEW IF NOT EXISTS, and no materialized views in information_schema.
    private static boolean exists(RefreshView view, WarehouseSession session) {
        SqlStatement look = new SqlStatement("Look for " + view.view(), """
                SELECT count(*)
                FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE n.nspname = :schema AND c.relname = :name""");
        return session.execute(
                                look,
                                Map.of(
                                        "schema", view.view().schema(),
                                        "name", view.view().name()))
                        .number(0, 0)
                > 0;
    }
}
