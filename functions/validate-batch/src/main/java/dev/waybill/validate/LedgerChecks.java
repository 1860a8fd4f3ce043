package dev.waybill.validate;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Severity;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.text.Counted;
import java.util.ArrayList;
import java.util.List;

/** Whether the ledger has the batch, agrees with its receipts, and keeps the conservation law. */
final class LedgerChecks {
    private final List<LedgerRow> ledger;
    private final Contract contract;
    private final ConversionReceipt conversion;
    private final LoadReceipt load;

    LedgerChecks(List<LedgerRow> ledger, Contract contract, ConversionReceipt conversion, LoadReceipt load) {
        this.ledger = ledger;
        this.contract = contract;
        this.conversion = conversion;
        this.load = load;
    }

    /** Of a batch that isn't in the ledger, only that: there is nothing to compare. */
    List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        results.add(equal("the ledger has the batch once", rows(1), rows(ledger.size())));
        ledger.stream().limit(1).forEach(row -> {
            row.undoneAt()
                    .ifPresent(
                            time -> results.add(equal("the batch counts", "yes", "no, it was taken back at " + time)));
            results.add(equal(
                    "the ledger agrees with the conversion",
                    converted(conversion.read(), conversion.rejected(), conversion.superseded(), conversion.staged()),
                    converted(row.read(), row.rejected(), row.superseded(), row.staged())));
            results.add(equal(
                    "the ledger agrees with the load",
                    loaded(load.staged(), load.stale(), load.inserted(), load.updated(), load.deleted()),
                    loaded(row.staged(), row.stale(), row.inserted(), row.updated(), row.deleted())));
            results.addAll(conservation(row));
        });
        return results;
    }

    private List<CheckResult> conservation(LedgerRow row) {
        List<CheckResult> results = new ArrayList<>();
        row.declared()
                .ifPresent(declared -> results.add(equal(
                        "as many records were read as the manifest declares", records(declared), records(row.read()))));
        results.add(sum(
                "every record that was read is rejected, superseded or staged",
                row.read(),
                "%d rejected + %d superseded + %d staged".formatted(row.rejected(), row.superseded(), row.staged()),
                row.rejected() + row.superseded() + row.staged()));
        results.add(sum(
                deletes()
                        ? "every staged row is stale, inserted, updated or deleted"
                        : "every staged row is stale, inserted or updated",
                row.staged(),
                "%d stale + %d inserted + %d updated".formatted(row.stale(), row.inserted(), row.updated())
                        + (deletes() ? " + " + row.deleted() + " deleted" : ""),
                row.stale() + row.inserted() + row.updated() + row.deleted()));
        return results;
    }

    private static CheckResult sum(String name, long expected, String terms, long actual) {
        return CheckResult.of(
                name, Severity.FAIL, String.valueOf(expected), terms + " = " + actual, expected == actual);
    }

    private static CheckResult equal(String name, String expected, String actual) {
        return CheckResult.of(name, Severity.FAIL, expected, actual, expected.equals(actual));
    }

    private static String rows(int count) {
        return count + " " + Counted.word(count, "row", "rows");
    }

    private static String records(long count) {
        return count + " " + Counted.word(count, "record", "records");
    }

    private static String converted(long read, long rejected, long superseded, long staged) {
        return "%d read, %d rejected, %d superseded, %d staged".formatted(read, rejected, superseded, staged);
    }

    private String loaded(long staged, long stale, long inserted, long updated, long deleted) {
        return "%d staged, %d stale, %d inserted, %d updated".formatted(staged, stale, inserted, updated)
                + (deletes() ? ", " + deleted + " deleted" : "");
    }

    /** Whether the batch's rows may delete their keys. */
    private boolean deletes() {
        return contract.deleteWhen().isPresent();
    }
}
