package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Share;
import dev.waybill.contract.Target.Mode;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.ValidationSql;
import dev.waybill.warehouse.WarehouseSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The checks of one batch: its ledger, its rows and what the contract demands of them. */
final class BatchValidation {
    /** A value of the warehouse may have 64 KB; as many characters as the state machine keeps. */
    private static final int LONGEST = 300;

    private final WarehouseSession warehouse;
    private final Contract contract;
    private final ConversionReceipt conversion;
    private final LoadReceipt load;
    private final ValidationSql sql;

    BatchValidation(WarehouseSession warehouse, Contract contract, ConversionReceipt conversion, LoadReceipt load) {
        this.warehouse = warehouse;
        this.contract = contract;
        this.conversion = conversion;
        this.load = load;
        this.sql = new ValidationSql(contract);
    }

    List<CheckResult> results() {
        List<Check> checks = checks();
        List<CheckResult> results = new ArrayList<>(
                new LedgerChecks(LedgerRow.all(ask(readLedger())), contract, conversion, load).results());
        BatchRows rows = measure(checks);
        Optional<Long> keptAsDeleted =
                contract.deleteWhen().map(marker -> ask(sql.countDeleted()).number(0, 0));
        long laterBatches = ask(ValidationSql.countLaterBatches()).number(0, 0);
        results.add(rows.inTable(load.inserted() + load.updated(), laterBatches));
        keptAsDeleted.ifPresent(kept -> results.add(BatchRows.deleted(kept, load.deleted(), laterBatches)));
        checks.forEach(check -> results.add(result(check, rows)));
        return results.stream().map(BatchValidation::cut).toList();
    }

    private SqlStatement readLedger() {
        return contract.deleteWhen().isPresent() ? ValidationSql.readLedgerWithDeletes() : ValidationSql.readLedger();
    }

    private static CheckResult cut(CheckResult result) {
        return new CheckResult(result.name(), cut(result.expected()), cut(result.actual()), result.passed());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** What the mode and the columns imply, then the contract's own checks; what is demanded twice is checked once. */
    private List<Check> checks() {
        Set<Check> checks = new LinkedHashSet<>();
        // Among the batches of an append, a key may repeat.
        if (!contract.key().isEmpty() && contract.target().mode() != Mode.APPEND) {
            checks.add(new Unique(contract.key()));
        }
        contract.columns().stream()
                .filter(column -> column.required())
                .forEach(column -> checks.add(new NotNull(column.name(), Share.ALL)));
        checks.addAll(contract.quality().checks());
        return List.copyOf(checks);
    }

    private BatchRows measure(List<Check> checks) {
        List<NotNull> notNull = only(NotNull.class, checks);
        List<Range> ranges = only(Range.class, checks);
        return BatchRows.of(ask(sql.measure(notNull, ranges)), notNull, ranges);
    }

    private static <T extends Check> List<T> only(Class<T> kind, List<Check> checks) {
        return checks.stream()
                .flatMap(check -> kind.isInstance(check) ? Stream.of(kind.cast(check)) : Stream.empty())
                .toList();
    }

    private CheckResult result(Check check, BatchRows rows) {
        if (check instanceof NotNull notNull) {
            return rows.result(notNull);
        }
        if (check instanceof Range range) {
            return rows.result(range);
        }
        return check instanceof Unique unique ? result(unique) : result((Sql) check);
    }

    private CheckResult result(Unique unique) {
        long repeated = ask(sql.countRepeated(unique)).number(0, 0);
        return new CheckResult(
                "no two rows agree in " + String.join(", ", unique.columns()),
                "0 repeated",
                repeated + " repeated",
                repeated == 0);
    }

    /** The query is the contract's: if the warehouse refuses it, that is the contract's failure and not the batch's. */
    private CheckResult result(Sql check) {
        try {
            Rows answer = warehouse.execute(ValidationSql.ask(check));
            String actual = answer.yesOrNo().map(String::valueOf).orElse(answer.toString());
            return new CheckResult(
                    check.name(), "true", actual, answer.yesOrNo().orElse(false));
        } catch (TerminalException e) {
            return new CheckResult(check.name(), "true", String.valueOf(e.getMessage()), false);
        }
    }

    private Rows ask(SqlStatement question) {
        return warehouse.execute(question, Map.of("batch_id", load.batch().toString()));
    }
}
