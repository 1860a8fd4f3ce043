package dev.waybill.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.DatasetName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowertoolsMetricLogTest {
    private static final DatasetName ORDERS = DatasetName.of("orders");

    /** Each line whole but for its time, which Powertools takes, and for the order of its members. */
    private static List<JsonNode> printed(Runnable prints) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            prints.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(PowertoolsMetricLogTest::json)
                .peek(line -> ((ObjectNode) line.path("_aws")).remove("Timestamp"))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void numbersOfADatasetAreALineWithItsName() {
        assertThat(printed(() -> new PowertoolsMetricLog()
                        .of(ORDERS, Map.of(Metric.HOURS_LATE, 2L, Metric.NEWEST_HOUR_AGE, 10_800L))))
                .containsExactly(json("""
                        {"_aws": {"CloudWatchMetrics": [{"Namespace": "waybill", "Dimensions": [["Dataset"]], "Metrics": [
                          {"Name": "NewestHourAge", "Unit": "Seconds"}, {"Name": "HoursLate", "Unit": "Count"}]}]},
                         "NewestHourAge": 10800.0, "HoursLate": 2.0, "Dataset": "orders"}"""));
    }

    @Test
    void numbersOfAllDatasetsHaveNoDimensionAlsoAfterThoseOfOne() {
        assertThat(printed(() -> {
                    MetricLog log = new PowertoolsMetricLog();
                    log.of(ORDERS, Map.of(Metric.CHECKS_FAILED, 1L));
                    log.total(Map.of(Metric.CHECKS_FAILED, 0L));
                }))
                .hasSize(2)
                .endsWith(json("""
                        {"_aws": {"CloudWatchMetrics": [{"Namespace": "waybill", "Dimensions": [[]], "Metrics": [
                          {"Name": "ChecksFailed", "Unit": "Count"}]}]},
                         "ChecksFailed": 0.0}"""));
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
