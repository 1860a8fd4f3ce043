package dev.waybill.validate;

import dev.waybill.contract.Check.RowCount;
import dev.waybill.contract.Share;
import dev.waybill.text.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many records a batch usually has.
 *
 * @param earlier those of earlier batches, the fewest first
 */
record UsualRecords(List<Long> earlier, Share within) {

    /**
     * From the column of {@link dev.waybill.warehouse.MeasureSql#measure}.
     *
     * @param counts {@code 12,9}; empty if there is no earlier batch
     */
    static UsualRecords of(String counts, Share within) {
        return new UsualRecords(
                Stream.of(counts.split(",", -1))
                        .filter(count -> !count.isEmpty())
                        .map(Long::valueOf)
                        .sorted()
                        .toList(),
                within);
    }

    /** Whether it is a usual number; any is, as long as too few batches tell what is usual. */
    boolean includes(long records) {
        BigDecimal exact = BigDecimal.valueOf(records);
        return tooFew() || (exact.compareTo(bound(-1)) >= 0 && exact.compareTo(bound(1)) <= 0);
    }

    @Override
    public String toString() {
        return tooFew()
                ? "any number of records, with " + earlier.size() + " earlier "
                        + Counted.word(earlier.size(), "batch", "batches") + " of the " + RowCount.FEWEST
                        + " that it takes to compare"
                : bound(-1).setScale(0, RoundingMode.CEILING) + " to " + bound(1).setScale(0, RoundingMode.FLOOR)
                        + " records, where the median of " + earlier.size() + " batches is "
                        + median().stripTrailingZeros().toPlainString();
    }

    private boolean tooFew() {
        return earlier.size() < RowCount.FEWEST;
    }

    private BigDecimal bound(int sign) {
        return median().multiply(BigDecimal.valueOf(100).add(within.percent().multiply(BigDecimal.valueOf(sign))))
                .movePointLeft(2);
    }

    private BigDecimal median() {
        BigDecimal both = BigDecimal.valueOf(earlier.get((earlier.size() - 1) / 2))
                .add(BigDecimal.valueOf(earlier.get(earlier.size() / 2)));
        return both.divide(BigDecimal.valueOf(2));
    }
}
