package dev.waybill.convert;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Gathers what the tasks read, by partition. A task that Spark runs again puts the same account in the same place, so that
 * the counts are exact where a sum would count twice.
 */
final class AccountAccumulator extends AccumulatorV2<Map<Integer, PartitionAccount>, Map<Integer, PartitionAccount>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a TreeMap, which Spark sends between processes
    private final Map<Integer, PartitionAccount> accounts = new TreeMap<>();

    @Override
    public boolean isZero() {
        return accounts.isEmpty();
    }

    @Override
    public AccountAccumulator copy() {
        AccountAccumulator copy = new AccountAccumulator();
        copy.accounts.putAll(accounts);
        return copy;
    }

    @Override
    public void reset() {
        accounts.clear();
    }

    @Override
    public void add(Map<Integer, PartitionAccount> more) {
        accounts.putAll(more);
    }

    @Override
    public void merge(AccumulatorV2<Map<Integer, PartitionAccount>, Map<Integer, PartitionAccount>> other) {
        accounts.putAll(other.value());
    }

    @Override
    public Map<Integer, PartitionAccount> value() {
        return accounts;
    }

    /** All partitions together, in their order. */
    PartitionAccount total() {
        return accounts.values().stream().reduce(PartitionAccount.empty(), PartitionAccount::plus);
    }
}
