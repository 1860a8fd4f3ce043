package dev.waybill.provision;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.LedgerUpgrade;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.TableColumns;
import dev.waybill.warehouse.WarehouseDdl;
import dev.waybill.warehouse.WarehouseSession;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ledger, or gives an older one what it lacks, and makes the schema of the Parquet files if there is to be one.
 * Doing it again changes nothing.
 */
final class ApplyDdl {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyDdl.class);
    private static final int ATTEMPTS = 8;
    private final RedshiftDataWarehouse warehouse;

    ApplyDdl(RedshiftDataWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Each by itself: external schemas can't be made in a transaction with others, and each can be made again. */
    void run(ProvisionProperties properties) {
        WarehouseDdl.ledger().forEach(this::apply);
        // Here and not only with a load: whoever made the ledger may change it, and a load may be another user.
        apply(
                "The ledger's later columns",
                session -> LedgerUpgrade.run(session, TableColumns.read(session, LedgerUpgrade.LEDGER)));
        properties
                .externalSchema()
                .map(schema -> WarehouseDdl.externalSchema(schema.name(), schema.database(), schema.role()))
                .ifPresent(this::apply);
    }

    private void apply(SqlStatement statement) {
        apply(statement.title(), session -> session.execute(statement));
    }

    private void apply(String title, Consumer<WarehouseSession> work) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        Optional<TransientException> failure = Optional.empty();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (failure.isPresent()) {
                    LOG.warn(
                            "Attempt {} of {}: {}",
                            attempt - 1,
                            ATTEMPTS,
                            failure.get().getMessage());
                    warehouse.pause(backoff);
                }
                failure = attempt(work);
                if (failure.isEmpty()) {
                    LOG.info("Applied \"{}\"", title);
                    return;
                }
            }
        } catch (TimeIsUpException e) {
            throw notReady(failure, e);
        }
        throw failure.orElseThrow();
    }

    /** Answers why it is to be tried again, if it is. */
    private Optional<TransientException> attempt(Consumer<WarehouseSession> work) {
        try {
            work.accept(warehouse.sessionless());
            return Optional.empty();
        } catch (TransientException e) {
            return Optional.of(e);
        }
    }

    private static TerminalException notReady(Optional<TransientException> failure, TimeIsUpException e) {
        return new TerminalException(
                "The warehouse was not ready in the time that this function has. Look whether it is available, then deploy again"
                        + failure.map(last -> ". The last failure: " + last.getMessage())
                                .orElse(""),
                e);
    }
}
