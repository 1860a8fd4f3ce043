package dev.waybill.validate;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Check;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Contract;
import dev.waybill.contract.QualityCheck;
import dev.waybill.contract.Share;
import dev.waybill.contract.Target.Mode;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.MeasureSql;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.ValidationSql;
import dev.waybill.warehouse.WarehouseSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of one batch: its ledger, its rows and what the contract demands of them. */
final class BatchValidation {
    /** A value of the warehouse may have 64 KB; as many characters as the state machine keeps. */
    private static final int LONGEST = 300;

    private final WarehouseSession warehouse;
    private final Delivery delivery;
    private final Contract contract;
    private final ConversionReceipt conversion;
    private final LoadReceipt load;

    BatchValidation(
            WarehouseSession warehouse,
            Delivery delivery,
            Contract contract,
            ConversionReceipt conversion,
            LoadReceipt load) {
        this.warehouse = warehouse;
        this.delivery = delivery;
        this.contract = contract;
        this.conversion = conversion;
        this.load = load;
    }

    /** How often the warehouse is asked doesn't depend on how many checks there are, unless it refuses one. */
    Findings findings() {
        ValidationSql sql = new ValidationSql(contract);
        List<QualityCheck> checks = checks();
        List<CheckResult> results = new ArrayList<>(
                new LedgerChecks(LedgerRow.all(ask(ValidationSql.readLedger())), contract, conversion, load).results());
        CheckMeasures measures = new CheckMeasures(
                warehouse,
                new MeasureSql(contract, delivery.batch(), delivery.hour()),
                checks.stream().map(QualityCheck::check).toList());
        Optional<Long> keptAsDeleted =
                contract.deleteWhen().map(marker -> ask(sql.countDeleted()).number(0, 0));
        FoundRows found = FoundRows.of(ask(ValidationSql.countLaterBatches()), load.staged());
        results.add(found.inTable(measures.rows(), load.inserted() + load.updated()));
        keptAsDeleted.ifPresent(kept -> results.add(found.deleted(kept, load.deleted())));
        Map<Integer, Check> broken = new HashMap<>();
        for (QualityCheck stated : checks) {
            Measured measured = measures.of(stated.check());
            results.add(judge(stated, measured));
            if (!results.get(results.size() - 1).passed() && measured.problem().isEmpty()) {
                broken.put(results.size(), stated.check());
            }
        }
        return new Findings(results.stream().map(BatchValidation::cut).toList(), broken);
    }

    private CheckResult judge(QualityCheck stated, Measured measured) {
        return new JudgedCheck(stated, measured, contract.source().layout().end(delivery.hour()), conversion.read())
                .result();
    }

    private static CheckResult cut(CheckResult result) {
        return new CheckResult(
                cut(result.name()),
                result.severity(),
                cut(result.expected()),
                cut(result.actual()),
                result.passed(),
                result.examples());
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** What the mode and the columns imply, then the contract's own checks; what is demanded twice is checked once, by the later name. */
    private List<QualityCheck> checks() {
        Map<Check, QualityCheck> checks = new LinkedHashMap<>();
        // Among the batches of an append, a key may repeat.
        if (!contract.key().isEmpty() && contract.target().mode() != Mode.APPEND) {
            Unique key = new Unique(contract.key());
            checks.put(key, QualityCheck.of(key));
        }
        contract.columns().stream().filter(column -> column.required()).forEach(column -> {
            NotNull required = new NotNull(column.name(), Share.ALL);
            checks.put(required, QualityCheck.of(required));
        });
        contract.quality()
                .checks()
                .forEach(stated -> checks.merge(
                        stated.check(),
                        stated,
                        (before, again) -> new QualityCheck(again.name(), before.severity(), again.check())));
        return List.copyOf(checks.values());
    }

    private Rows ask(SqlStatement question) {
        return warehouse.execute(question, Map.of("batch_id", load.batch().toString()));
    }
}
