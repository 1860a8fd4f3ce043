package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Share;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.Rows;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of the target that carry the batch, measured. Where there are none, everything holds of all of them.
 *
 * @param measures for {@link NotNull}, the rows with a value; for {@link Range}, those outside
 */
record BatchRows(long count, Map<Check, Long> measures) {

    BatchRows {
        measures = Map.copyOf(measures);
    }

    /** From the columns of {@link dev.waybill.warehouse.ValidationSql#measure}. */
    static BatchRows of(Rows measured, List<NotNull> notNull, List<Range> ranges) {
        Map<Check, Long> measures = new HashMap<>();
        int column = 1;
        for (Check check : notNull) {
            measures.put(check, measured.number(0, column++));
        }
        for (Check check : ranges) {
            measures.put(check, measured.number(0, column++));
        }
        return new BatchRows(measured.number(0, 0), measures);
    }

    /**
     * Whether they are as many as the load says.
     *
     * @param laterBatches how many later ones may have replaced rows of this one
     */
    CheckResult inTable(long loaded, long laterBatches) {
        return found("the table has the rows that the batch inserted and updated", "rows", count, loaded, laterBatches);
    }

    /** Whether as many keys are kept as deleted by the batch as the load says. */
    static CheckResult deleted(long kept, long deleted, long laterBatches) {
        return found("the keys that the batch deleted are kept as such", "keys", kept, deleted, laterBatches);
    }

    private static CheckResult found(String name, String noun, long found, long expected, long laterBatches) {
        return new CheckResult(
                name,
                laterBatches == 0
                        ? expected + " " + noun
                        : "at most " + expected + " " + noun + ", since " + laterBatches + " later "
                                + (laterBatches == 1 ? "batch" : "batches") + " may have replaced some",
                found + " " + noun,
                laterBatches == 0 ? found == expected : found <= expected);
    }

    CheckResult result(NotNull check) {
        long values = measure(check);
        Share nulls = new Share(BigDecimal.valueOf(100).subtract(check.atLeast().percent()));
        boolean all = check.atLeast().equals(Share.ALL);
        return new CheckResult(
                check.column() + " is not null"
                        + (all ? "" : " in at least " + check.atLeast() + " of the batch's rows"),
                all ? "all rows" : "at least " + check.atLeast(),
                values + " of " + count + " rows",
                !nulls.isExceededBy(count - values, count));
    }

    CheckResult result(Range check) {
        long outside = measure(check);
        return new CheckResult(
                check.column() + " " + bounds(check), "0 rows outside", outside + " rows outside", outside == 0);
    }

    private static String bounds(Range check) {
        if (check.min().isPresent() && check.max().isPresent()) {
            return "lies between " + check.min().get().toPlainString() + " and "
                    + check.max().get().toPlainString();
        }
        return check.min()
                .map(min -> "is at least " + min.toPlainString())
                .or(() -> check.max().map(max -> "is at most " + max.toPlainString()))
                .orElseThrow();
    }

    private long measure(Check check) {
        return Objects.requireNonNull(measures.get(check));
    }
}
