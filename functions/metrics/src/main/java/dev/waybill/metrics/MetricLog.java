package dev.waybill.metrics;

import dev.waybill.contract.DatasetName;
import java.util.Map;

/** Where numbers go that somebody watches. */
public interface MetricLog {

    /** Numbers of one dataset. They don't count for {@link #total} by themselves. */
    void of(DatasetName dataset, Map<Metric, Long> values);

    /** Numbers of all datasets together, or of none. */
    void total(Map<Metric, Long> values);

    /** Where nobody watches: on one machine. */
    static MetricLog none() {
        return new MetricLog() {
            @Override
            public void of(DatasetName dataset, Map<Metric, Long> values) {
                // Nobody watches.
            }

            @Override
            public void total(Map<Metric, Long> values) {
                // Nobody watches.
            }
        };
    }
}
