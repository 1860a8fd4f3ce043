package dev.waybill.load;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.s3.S3Documents;
import dev.waybill.text.Counted;
import dev.waybill.warehouse.ConflictException;
import dev.waybill.warehouse.CopyRole;
import dev.waybill.warehouse.DerivedRefresh;
import dev.waybill.warehouse.KeyRange;
import dev.waybill.warehouse.LedgerUpgrade;
import dev.waybill.warehouse.LoadDetails;
import dev.waybill.warehouse.LoadSql;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.TableColumns;
import dev.waybill.warehouse.TargetColumns;
import dev.waybill.warehouse.TargetMismatchException;
import dev.waybill.warehouse.WarehouseSession;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One attempt after the other to apply one batch; each is a session of its own and leaves nothing if it fails. */
final class BatchLoad {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private final RedshiftDataWarehouse warehouse;
    private final S3Documents objects;
    private final Delivery delivery;
    private final Contract contract;
    private final ConversionReceipt conversion;
    private final CopyRole copyRole;
    private final LoadSql sql;

    private Optional<WarehouseSession> lastSession = Optional.empty();

    /** This run committed the batch, in an attempt that failed only after it. */
    private boolean committed;

    /** A transaction was in conflict with another one: the next doesn't run beside any. */
    private boolean alone;

    BatchLoad(
            RedshiftDataWarehouse warehouse,
            S3Documents objects,
            Delivery delivery,
            Contract contract,
            ConversionReceipt conversion,
            CopyRole copyRole) {
        this.warehouse = warehouse;
        this.objects = objects;
        this.delivery = delivery;
        this.contract = contract;
        this.conversion = conversion;
        this.copyRole = copyRole;
        this.sql = new LoadSql(contract.with(conversion.addedColumns()));
    }

    Applied apply() {
        WarehouseSession session = open();
        sql.ddl().forEach(session::execute);
        TableColumns found = TableColumns.read(session, contract.target().table());
        LedgerUpgrade.run(session, found);
        Optional<Applied> before = find(session);
        if (before.isPresent()) {
            return committed ? before.get() : before.get().asBefore();
        }
        delivery.supersedes().ifPresent(other -> requireSameTarget(session, other));
        TargetColumns target = new TargetColumns(contract, conversion.addedColumns(), found);
        target.reconcile(session);
        Optional<KeyRange> range = stage(session);
        List<Long> changed = applyTogether(session, target.details(range, delivery.supersedes()));
        // Otherwise another run of the same batch committed while this one waited for the lock.
        committed = changed.get(changed.size() - 1) > 0;
        Applied applied = find(session)
                .orElseThrow(() -> new TerminalException("The batch " + delivery.batch()
                        + " was committed, but the ledger has no row of it. Was waybill.batch changed by hand?"));
        return committed ? applied : applied.asBefore();
    }

    private List<Long> applyTogether(WarehouseSession session, LoadDetails details) {
        try {
            return session.executeTogether(
                    "Apply the batch in one transaction", alone ? sql.applyAlone(details) : sql.apply(details));
        } catch (ConflictException e) {
            alone = true;
            throw e;
        }
    }

    Optional<Applied> findInLedger() {
        return find(open());
    }

    /** Brings the contract's views up to date, in the session of the last attempt. */
    List<Refreshed> refresh() {
        return new DerivedRefresh(warehouse, lastSession.orElseGet(warehouse::open)).run(contract.refresh());
    }

    private WarehouseSession open() {
        WarehouseSession opened = warehouse.open();
        lastSession = Optional.of(opened);
        return opened;
    }

    private Optional<Applied> find(WarehouseSession session) {
        Rows rows = session.execute(
                LoadSql.findInLedger(), Map.of("batch_id", delivery.batch().toString()));
        return rows.count() == 0 ? Optional.empty() : Optional.of(Applied.of(rows, delivery.supersedes()));
    }

    private void requireSameTarget(WarehouseSession session, BatchId other) {
        Rows rows = session.execute(LoadSql.findTarget(), Map.of("batch_id", other.toString()));
        if (rows.count() == 0) {
            return;
        }
        String table = rows.text(0, 0).orElseThrow();
        String mode = rows.text(0, 1).orElseThrow();
        if (!table.equals(contract.target().table().toString()) || !mode.equals(mode())) {
            throw new TargetMismatchException(
                    List.of("The batch supersedes " + other + ", which was loaded into " + table
                            + " in mode " + mode + ", while the contract says "
                            + contract.target().table() + " and " + mode()
                            + ". Load it under the contract of that time, or without supersedes"));
        }
    }

    private String mode() {
        return contract.target().mode().name().toLowerCase(Locale.ROOT);
    }

    /** Answers between which values the staged keys lie, if that is of use. */
    private Optional<KeyRange> stage(WarehouseSession session) {
        session.execute(sql.createStaging());
        if (conversion.staged() > 0) {
            objects.write(delivery.folders().copyManifest(), CopyManifest.of(conversion.parquet()));
            session.copy(sql.copy(delivery.folders().copyManifest(), copyRole));
        }
        Rows counted = session.execute(sql.countStaging());
        long staged = counted.number(0, 0);
        if (staged != conversion.staged()) {
            throw new TerminalException("The conservation law is broken: " + conversion.staged() + " "
                    + Counted.word(conversion.staged(), "row was", "rows were") + " converted, but " + staged
                    + " " + Counted.word(staged, "is", "are")
                    + " staged. Nothing was committed. Start the execution again from its beginning");
        }
        session.execute(sql.createIncoming());
        session.execute(sql.describeIncoming(), incoming());
        return KeyRange.column(contract)
                .filter(column -> staged > 0)
                .map(column -> KeyRange.of(
                        column,
                        counted.text(0, 1).orElseThrow(),
                        counted.text(0, 2).orElseThrow()));
    }

    private Map<String, String> incoming() {
        return Map.ofEntries(
                Map.entry("batch_id", delivery.batch().toString()),
                Map.entry("dataset", delivery.dataset().toString()),
                Map.entry("hour", TIMESTAMP.format(delivery.hour().start())),
                Map.entry(
                        "delivered_at",
                        TIMESTAMP.format(LocalDateTime.ofInstant(delivery.deliveredAt(), ZoneOffset.UTC))),
                Map.entry("manifest", delivery.manifest().toString()),
                Map.entry("target_table", contract.target().table().toString()),
                Map.entry("mode", mode()),
                Map.entry("contract_digest", contract.digest()),
                Map.entry("declared", String.valueOf(conversion.declared().orElse(-1))),
                Map.entry("read", String.valueOf(conversion.read())),
                Map.entry("rejected", String.valueOf(conversion.rejected())),
                Map.entry("superseded", String.valueOf(conversion.superseded())),
                Map.entry("staged", String.valueOf(conversion.staged())),
                Map.entry(
                        "supersedes",
                        delivery.supersedes().map(BatchId::toString).orElse("-")));
    }
}
