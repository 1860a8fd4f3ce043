package dev.waybill.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.DatasetName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowertoolsMetricLogTest {
    private static final DatasetName ORDERS = DatasetName.of("orders");

    /** Without its time, which Powertools takes. */
    private static String printed(Runnable prints) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            prints.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replaceAll("\"Timestamp\":\\d{13},", "");
    }

    @Test
    void numbersOfADatasetAreALineWithItsName() {
        assertThat(printed(() -> new PowertoolsMetricLog()
                        .of(ORDERS, Map.of(Metric.HOURS_LATE, 2L, Metric.NEWEST_HOUR_AGE, 10_800L))))
                .isEqualTo("""
                        {"_aws":{"CloudWatchMetrics":[{"Namespace":"waybill","Metrics":[{"Name":"NewestHourAge","Unit":"Seconds"},\
                        {"Name":"HoursLate","Unit":"Count"}],"Dimensions":[["Dataset"]]}]},\
                        "NewestHourAge":10800.0,"Dataset":"orders","HoursLate":2.0}
                        """);
    }

    @Test
    void numbersOfAllDatasetsHaveNoDimensionAlsoAfterThoseOfOne() {
        assertThat(printed(() -> {
                    MetricLog log = new PowertoolsMetricLog();
                    log.of(ORDERS, Map.of(Metric.CHECKS_FAILED, 1L));
                    log.total(Map.of(Metric.CHECKS_FAILED, 0L));
                }))
                .endsWith("""
                        {"_aws":{"CloudWatchMetrics":[{"Namespace":"waybill","Metrics":[{"Name":"ChecksFailed","Unit":"Count"}],\
                        "Dimensions":[[]]}]},"ChecksFailed":0.0}
                        """);
    }

    @Test
    void onOneMachineNothingIsPrinted() {
        assertThat(printed(() -> {
                    MetricLog.none().of(ORDERS, Map.of(Metric.HOURS_LATE, 1L));
                    MetricLog.none().total(Map.of(Metric.HOURS_LATE, 1L));
                }))
                .isEmpty();
    }
}
