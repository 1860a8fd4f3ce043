package dev.waybill.metrics;

import dev.waybill.contract.DatasetName;
import java.util.Map;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;

/**
 * Prints each call as one line of JSON in the embedded metric format, of which CloudWatch makes metrics when it gets the function's log:
 * no request, and nothing to be granted. The namespace is {@code POWERTOOLS_METRICS_NAMESPACE}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">The format</a>
 */
public final class PowertoolsMetricLog implements MetricLog {
    private static final String DATASET = "Dataset";
    private final Metrics metrics;

    public PowertoolsMetricLog() {
        // Otherwise the library asks EC2's metadata service where it runs, if a variable of Lambda's isn't set.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        this.metrics = MetricsFactory.getMetricsInstance();
    }

    @Override
    public void of(DatasetName dataset, Map<Metric, Long> values) {
        print(DimensionSet.of(DATASET, dataset.toString()), values);
    }

    @Override
    public void total(Map<Metric, Long> values) {
        print(new DimensionSet(), values);
    }

    private void print(DimensionSet dimensions, Map<Metric, Long> values) {
        metrics.flushMetrics(line -> {
            // Of the service's name, Powertools makes a dimension of all numbers.
            line.clearDefaultDimensions();
            line.addDimension(dimensions);
            values.forEach((metric, value) -> line.addMetric(metric.toString(), value, metric.unit()));
        });
    }
}
