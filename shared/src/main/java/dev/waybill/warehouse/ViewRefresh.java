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
 * conflict with the refresh of another load, is tried again in another session, for the session may be what failed; a
 * failure that stays is reported and doesn't touch the load.
 */
public final class ViewRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ViewRefresh.class);
    private static final int ATTEMPTS = 5;

    private final RedshiftDataWarehouse warehouse;
    private WarehouseSession session;

    /**
     * Refreshes nothing yet.
     *
     * @param session the load's own, to go on with
     */
    public ViewRefresh(RedshiftDataWarehouse warehouse, WarehouseSession session) {
        this.warehouse = warehouse;
        this.session = session;
    }

    public List<Refreshed> run(List<RefreshView> views) {
        List<Refreshed> refreshed = new ArrayList<>();
        for (RefreshView view : views) {
            refreshed.add(new Refreshed(view.view().toString(), run(view)));
        }
        return refreshed;
    }

    private Optional<String> run(RefreshView view) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > 1) {
                    session = warehouse.open();
                }
                bringUpToDate(view);
                return Optional.empty();
            } catch (WaybillException e) {
                if (!(e instanceof TransientException) || attempt == ATTEMPTS) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
                warehouse.pause(backoff);
            }
        }
    }

    private void bringUpToDate(RefreshView view) {
        if (view.query().isPresent() && !exists(view)) {
            session.execute(WarehouseDdl.createSchema(view));
            session.execute(WarehouseDdl.createView(view, view.query().get()));
        }
        session.execute(refresh(view));
    }

    static SqlStatement refresh(RefreshView view) {
        return new SqlStatement("Refresh " + view.view(), "REFRESH MATERIALIZED VIEW " + quoted(view.view()));
    }

    // Redshift has no CREATE MATERIALIZED VIEW IF NOT EXISTS, and no materialized views in information_schema.
    private boolean exists(RefreshView view) {
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
