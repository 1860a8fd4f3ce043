package dev.waybill.metrics;

import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** What is counted, by the names that alarms and dashboards know. */
public enum Metric {
    /** Manifests that started a batch. One that was announced again doesn't count. */
    MANIFESTS_STARTED("ManifestsStarted", MetricUnit.COUNT),
    /** Manifests that can't be right. Each time that Lambda tries one again, it counts again. */
    MANIFESTS_REFUSED("ManifestsRefused", MetricUnit.COUNT),
    /** Checks of one batch that don't hold, and make it invalid. */
    CHECKS_FAILED("ChecksFailed", MetricUnit.COUNT),
    /** Checks of one batch that don't hold, and only warn. */
    CHECKS_WARNED("ChecksWarned", MetricUnit.COUNT),
    /** Hours that should be loaded by the contract's cadence and aren't, of the days that are looked at. */
    HOURS_LATE("HoursLate", MetricUnit.COUNT),
    /** Seconds since the latest hour began that is loaded. */
    NEWEST_HOUR_AGE("NewestHourAge", MetricUnit.SECONDS);

    private final String text;
    private final MetricUnit unit;

    Metric(String text, MetricUnit unit) {
        this.text = text;
        this.unit = unit;
    }

    MetricUnit unit() {
        return unit;
    }

    /** As CloudWatch has it. */
    @Override
    public String toString() {
        return text;
    }
}
