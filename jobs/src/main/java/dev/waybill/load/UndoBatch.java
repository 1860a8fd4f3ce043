package dev.waybill.load;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.DerivedRefresh;
import dev.waybill.warehouse.LedgerUpgrade;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.TableColumns;
import dev.waybill.warehouse.TargetColumns;
import dev.waybill.warehouse.UndoSql;
import dev.waybill.warehouse.WarehouseSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch back, in one transaction: rows that it inserted go, rows that it updated or deleted get their version before
 * it, and rows that a later batch changed since stay. Taking back what is taken back changes nothing.
 */
public final class UndoBatch {
    private static final Logger LOG = LoggerFactory.getLogger(UndoBatch.class);
    private static final int ATTEMPTS = 6;
    private final RedshiftDataWarehouse warehouse;

    public UndoBatch(RedshiftDataWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * What became of the batch's rows, or would become of them.
     *
     * @param before it had been taken back before; the counts are those of that time
     * @param removed rows that it had brought and that left the table
     * @param restored rows that are in the table again
     * @param changedSince keys that have a newer row than its own, such as one that a later batch brought: those rows stay
     * @param refreshed what is made of the table, and was brought up to date
     */
    public record Undone(
            BatchId batch, boolean before, long removed, long restored, long changedSince, List<Refreshed> refreshed) {
        public Undone {
            refreshed = List.copyOf(refreshed);
        }
    }

    /**
     * Finds out what {@link #run} would do, by the same statements, and changes no row.
     *
     * @throws TerminalException that says why, if the batch can't be taken back
     */
    public Undone preview(Contract contract, BatchId batch) {
        return tried(contract, batch, (session, found) -> {
            Optional<Undone> before = findUndone(session, contract, batch);
            if (before.isPresent()) {
                return before.get();
            }
            session.executeTogether(
                    "Find out what the undo would change",
                    prepare(session, found, contract, batch).look());
            Rows counts = session.execute(UndoSql.counts());
            return new Undone(batch, false, counts.number(0, 0), counts.number(0, 1), counts.number(0, 2), List.of());
        });
    }

    /**
     * Takes a batch back, and brings up to date what is made of its table.
     *
     * @param contract of the batch's dataset
     * @throws TerminalException that says why, if the batch can't be taken back; nothing was changed then
     * @throws TransientException if the warehouse stayed out of reach or in conflict
     */
    public Undone run(Contract contract, BatchId batch) {
        AtomicBoolean mayBeOwn = new AtomicBoolean();
        return tried(contract, batch, (session, found) -> {
            Optional<Undone> before = findUndone(session, contract, batch);
            if (before.isEmpty()) {
                List<SqlStatement> transaction =
                        prepare(session, found, contract, batch).apply();
                try {
                    session.executeTogether("Take the batch back in one transaction", transaction);
                    mayBeOwn.set(true);
                } catch (UnknownOutcomeException e) {
                    // The next attempt takes turns with it at the lock, and finds in the ledger whether it was
                    // committed.
                    mayBeOwn.set(true);
                    throw e;
                }
            }
            Undone undone = before.or(() -> findUndone(session, contract, batch))
                    .orElseThrow(() -> new TerminalException("The batch " + batch
                            + " was taken back, but the ledger doesn't say so. Was waybill.batch changed by hand?"));
            return new Undone(
                    batch,
                    !mayBeOwn.get(),
                    undone.removed(),
                    undone.restored(),
                    undone.changedSince(),
                    new DerivedRefresh(warehouse, session).run(contract.refresh()));
        });
    }

    /** What is done in a session of its own. */
    @FunctionalInterface
    private interface Attempt {
        Undone run(WarehouseSession session, TableColumns found);
    }

    private Undone tried(Contract contract, BatchId batch, Attempt attempt) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        for (int number = 1; ; number++) {
            try {
                WarehouseSession session = warehouse.open();
                TableColumns found =
                        TableColumns.read(session, contract.target().table());
                if (!LedgerUpgrade.hasLedger(found)) {
                    throw unknown(batch);
                }
                LedgerUpgrade.run(session, found);
                return attempt.run(session, found);
            } catch (TransientException | UnknownOutcomeException e) {
                if (number == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", number, ATTEMPTS, e.getMessage());
            }
            warehouse.pause(backoff);
        }
    }

    /** The contract may have columns that the table doesn't have yet. */
    private static UndoSql prepare(WarehouseSession session, TableColumns found, Contract contract, BatchId batch) {
        TargetColumns target = new TargetColumns(contract, List.of(), found);
        target.reconcile(session);
        return new UndoSql(contract, batch, target.details(Optional.empty(), Optional.empty()));
    }

    /** What an undo did, if there was one. */
    private static Optional<Undone> findUndone(WarehouseSession session, Contract contract, BatchId batch) {
        Rows rows = session.execute(UndoSql.find(), Map.of("batch_id", batch.toString()));
        if (rows.count() == 0) {
            throw unknown(batch);
        }
        if (rows.text(0, 3).isPresent()) {
            return Optional.of(
                    new Undone(batch, true, rows.number(0, 7), rows.number(0, 8), rows.number(0, 9), List.of()));
        }
        requireSameContract(batch, contract, rows);
        rows.text(0, 6).ifPresent(other -> {
            throw refused(batch, other + " supersedes it. Take that batch back first");
        });
        if (rows.number(0, 5) == 0) {
            throw refused(
                    batch,
                    rows.text(0, 4)
                            .map(time ->
                                    "what it replaced was kept until " + time + " UTC. Deliver a correction instead")
                            .orElse(
                                    "nothing of what it replaced was kept, by undo: off or since it was loaded before Waybill"
                                            + " kept it. Deliver a correction instead"));
        }
        return Optional.empty();
    }

    private static void requireSameContract(BatchId batch, Contract contract, Rows rows) {
        String loaded = "%s, table %s, mode %s".formatted(text(rows, 0), text(rows, 1), text(rows, 2));
        String stated = "%s, table %s, mode %s"
                .formatted(
                        contract.dataset(),
                        contract.target().table(),
                        contract.target().mode().name().toLowerCase(Locale.ROOT));
        if (!loaded.equals(stated)) {
            throw refused(
                    batch,
                    "it is of dataset " + loaded + ", and the contract is of " + stated
                            + ". Take it back under the contract of that time");
        }
    }

    private static String text(Rows rows, int column) {
        return rows.text(0, column).orElseThrow();
    }

    private static TerminalException unknown(BatchId batch) {
        return refused(batch, "the ledger has no batch of that id. Look for it in waybill.batch");
    }

    private static TerminalException refused(BatchId batch, String reason) {
        return new TerminalException("Cannot take " + batch + " back: " + reason);
    }
}
