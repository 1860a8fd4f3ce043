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
import dev.waybill.warehouse.TableColumns;
import dev.waybill.warehouse.TargetColumns;
import dev.waybill.warehouse.UndoSql;
import dev.waybill.warehouse.WarehouseSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
     * @param before it had been taken back before; the counts are 0 then, as they are if the answer to the transaction was lost
     * @param removed rows that it had brought and that left the table
     * @param restored rows that are in the table again
     * @param changedSince keys of which a later batch had changed the row already: those rows stay
     * @param refreshed what is made of the table, and was brought up to date
     */
    public record Undone(
            BatchId batch, boolean before, long removed, long restored, long changedSince, List<Refreshed> refreshed) {
        public Undone {
            refreshed = List.copyOf(refreshed);
        }
    }

    /**
     * Finds out what {@link #run} would do, by the same statements, and changes nothing.
     *
     * @throws TerminalException that says why, if the batch can't be taken back
     */
    public Undone preview(Contract contract, BatchId batch) {
        return tried(contract, (session, found, outcomeUnknown) -> {
            if (isUndone(session, contract, batch)) {
                return new Undone(batch, true, 0, 0, 0, List.of());
            }
            session.executeTogether(
                    "Find out what the undo would change",
                    prepare(session, found, contract, batch).look());
            return counted(session, batch);
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
        return tried(contract, (session, found, outcomeUnknown) -> {
            Undone undone;
            if (isUndone(session, contract, batch)) {
                undone = new Undone(batch, !outcomeUnknown, 0, 0, 0, List.of());
            } else {
                session.executeTogether(
                        "Take the batch back in one transaction",
                        prepare(session, found, contract, batch).apply());
                undone = counted(session, batch);
            }
            return new Undone(
                    batch,
                    undone.before(),
                    undone.removed(),
                    undone.restored(),
                    undone.changedSince(),
                    new DerivedRefresh(warehouse, session).run(contract.refresh()));
        });
    }

    /** What is done in a session; whether an attempt before it may have been committed. */
    @FunctionalInterface
    private interface Attempt {
        Undone run(WarehouseSession session, TableColumns found, boolean outcomeUnknown);
    }

    private Undone tried(Contract contract, Attempt attempt) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        boolean outcomeUnknown = false;
        for (int number = 1; ; number++) {
            try {
                WarehouseSession session = warehouse.open();
                TableColumns found =
                        TableColumns.read(session, contract.target().table());
                LedgerUpgrade.run(session, found);
                return attempt.run(session, found, outcomeUnknown);
            } catch (TransientException e) {
                if (number == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", number, ATTEMPTS, e.getMessage());
            } catch (UnknownOutcomeException e) {
                if (number == ATTEMPTS) {
                    throw e;
                }
                // The next attempt takes turns with it at the lock, and finds in the ledger whether it was committed.
                outcomeUnknown = true;
                LOG.warn("Attempt {} of {}: {}", number, ATTEMPTS, e.getMessage());
            }
            warehouse.pause(backoff);
        }
    }

    private static UndoSql prepare(WarehouseSession session, TableColumns found, Contract contract, BatchId batch) {
        session.execute(UndoSql.createTaken());
        session.execute(UndoSql.describeTaken(), Map.of("batch_id", batch.toString()));
        return new UndoSql(contract, new TargetColumns(contract, List.of(), found).others());
    }

    private static Undone counted(WarehouseSession session, BatchId batch) {
        Rows counts = session.execute(UndoSql.counts());
        return new Undone(batch, false, counts.number(0, 0), counts.number(0, 1), counts.number(0, 2), List.of());
    }

    private static boolean isUndone(WarehouseSession session, Contract contract, BatchId batch) {
        Rows rows = session.execute(UndoSql.find(), Map.of("batch_id", batch.toString()));
        if (rows.count() == 0) {
            throw refused(batch, "the ledger has no batch of that id. Look for it in waybill.batch");
        }
        String table = rows.text(0, 1).orElseThrow();
        String mode = rows.text(0, 2).orElseThrow();
        String contractsMode = contract.target().mode().name().toLowerCase(Locale.ROOT);
        if (!table.equals(contract.target().table().toString()) || !mode.equals(contractsMode)) {
            throw refused(
                    batch,
                    "it was loaded into " + table + " in mode " + mode + ", while the contract says "
                            + contract.target().table() + " and " + contractsMode
                            + ". Take it back under the contract of that time");
        }
        if (rows.text(0, 3).isPresent()) {
            return true;
        }
        rows.text(0, 6).ifPresent(other -> {
            throw refused(batch, other + " supersedes it. Take that batch back first");
        });
        Optional<String> until = rows.text(0, 4);
        if (rows.number(0, 5) == 0) {
            throw refused(
                    batch,
                    until.map(time -> "what it replaced was kept until " + time + " UTC. Deliver a correction instead")
                            .orElse(
                                    "its contract kept nothing of what it replaced (undo: off). Deliver a correction instead"));
        }
        return false;
    }

    private static TerminalException refused(BatchId batch, String reason) {
        return new TerminalException("Cannot take " + batch + " back: " + reason);
    }
}
