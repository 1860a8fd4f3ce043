package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Derived;
import dev.waybill.contract.Derived.Kind;
import dev.waybill.error.TerminalException;
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
 * Brings what is made of a target up to date after a load, each by itself: refreshes materialized views, and replaces the rows
 * of tables in one transaction. What may pass, such as a conflict with the refresh of another load, is tried again in another
 * session, for the session may be what failed; a failure that stays is reported and doesn't touch the load.
 */
public final class DerivedRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(DerivedRefresh.class);
    private static final int ATTEMPTS = 5;

    private final RedshiftDataWarehouse warehouse;
    private WarehouseSession session;

    /**
     * Refreshes nothing yet.
     *
     * @param session the load's own, to go on with
     */
    public DerivedRefresh(RedshiftDataWarehouse warehouse, WarehouseSession session) {
        this.warehouse = warehouse;
        this.session = session;
    }

    public List<Refreshed> run(List<Derived> all) {
        List<Refreshed> refreshed = new ArrayList<>();
        for (Derived derived : all) {
            refreshed.add(new Refreshed(derived.name().toString(), run(derived)));
        }
        return refreshed;
    }

    private Optional<String> run(Derived derived) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > 1) {
                    session = warehouse.open();
                }
                bringUpToDate(derived);
                return Optional.empty();
            } catch (WaybillException e) {
                // Done twice, it is as done once: an unknown outcome may be tried again.
                if (e instanceof TerminalException || attempt == ATTEMPTS) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
                warehouse.pause(backoff);
            }
        }
    }

    private void bringUpToDate(Derived derived) {
        if (derived.query().isPresent() && !exists(derived)) {
            session.execute(WarehouseDdl.createSchema(derived));
            session.execute(WarehouseDdl.create(derived, derived.query().get()));
            return;
        }
        if (derived.kind() == Kind.TABLE) {
            session.execute(new TableLock(derived.name()).create());
            session.executeTogether("Replace the rows of " + derived.name(), replace(derived));
            return;
        }
        session.execute(refresh(derived));
    }

    /** All that it may run, in its order, where the plan of a load is shown. */
    static List<SqlStatement> plan(Derived derived) {
        List<SqlStatement> plan = new ArrayList<>();
        derived.query().ifPresent(query -> {
            plan.add(WarehouseDdl.createSchema(derived));
            plan.add(WarehouseDdl.create(derived, query));
        });
        if (derived.kind() == Kind.TABLE) {
            plan.add(new TableLock(derived.name()).create());
            plan.add(LoadPlan.BEGIN);
            plan.addAll(replace(derived));
            plan.add(LoadPlan.COMMIT);
        } else {
            plan.add(refresh(derived));
        }
        return plan;
    }

    private static SqlStatement refresh(Derived view) {
        return new SqlStatement("Refresh " + view.name(), "REFRESH MATERIALIZED VIEW " + quoted(view.name()));
    }

    private static List<SqlStatement> replace(Derived table) {
        String name = quoted(table.name());
        return List.of(
                new TableLock(table.name()).take(),
                new SqlStatement("The rows of " + table.name() + " go", "DELETE FROM " + name),
                new SqlStatement("Those of today come", """
                        INSERT INTO %s
                        SELECT *
                        FROM (
                        %s
                        ) AS q""".formatted(
                                name, table.query().orElseThrow().strip())));
    }

    // Redshift has no CREATE MATERIALIZED VIEW IF NOT EXISTS, and no materialized views in information_schema.
    private boolean exists(Derived derived) {
        SqlStatement look = new SqlStatement("Look for " + derived.name(), """
                SELECT count(*)
                FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE n.nspname = :schema AND c.relname = :name""");
        return session.execute(
                                look,
                                Map.of(
                                        "schema", derived.name().schema(),
                                        "name", derived.name().name()))
                        .number(0, 0)
                > 0;
    }
}
