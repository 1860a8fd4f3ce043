package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarehouseSettingsTest {

    @Test
    void whatIsEmptyIsAbsent() {
        assertThat(WarehouseSettings.of(
                        Map.of("WORKGROUP", "etl", "CLUSTER_IDENTIFIER", "", "SECRET_ARN", " ", "DATABASE", "dev")))
                .isEqualTo(new WarehouseSettings(Optional.of("etl"), Optional.empty(), Optional.empty(), "dev"));
        assertThat(WarehouseSettings.of(Map.of("CLUSTER_IDENTIFIER", "c1", "SECRET_ARN", "arn", "DATABASE", "dev")))
                .isEqualTo(new WarehouseSettings(Optional.empty(), Optional.of("c1"), Optional.of("arn"), "dev"));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() -> WarehouseSettings.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid configuration of the warehouse: set WORKGROUP or CLUSTER_IDENTIFIER, and not both;"
                        + " DATABASE is not set");
        assertThatThrownBy(() ->
                        WarehouseSettings.of(Map.of("WORKGROUP", "etl", "CLUSTER_IDENTIFIER", "c1", "DATABASE", "dev")))
                .hasMessage(
                        "Invalid configuration of the warehouse: set WORKGROUP or CLUSTER_IDENTIFIER, and not both");
    }
}
