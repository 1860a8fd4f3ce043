package dev.waybill.convert;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Gathers what the tasks of a stage count, by partition. A task that Spark runs again puts the same count in the same place,
 * so that the counts are exact where a sum would count twice.
 */
final class PartitionAccumulator<T> extends AccumulatorV2<Map<Integer, T>, Map<Integer, T>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a TreeMap, which Spark sends between processes
    private final Map<Integer, T> counts = new TreeMap<>();

    @Override
    public boolean isZero() {
        return counts.isEmpty();
    }

    @Override
    public PartitionAccumulator<T> copy() {
        PartitionAccumulator<T> copy = new PartitionAccumulator<>();
        copy.counts.putAll(counts);
        return copy;
    }

    @Override
    public void reset() {
        counts.clear();
    }

    @Override
    public void add(Map<Integer, T> more) {
        counts.putAll(more);
    }

    @Override
    public void merge(AccumulatorV2<Map<Integer, T>, Map<Integer, T>> other) {
        counts.putAll(other.value());
    }

    /** The counts in the order of their partitions. */
    @Override
    public Map<Integer, T> value() {
        return counts;
    }
}
