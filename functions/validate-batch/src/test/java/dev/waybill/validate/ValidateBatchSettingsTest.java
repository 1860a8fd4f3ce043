package dev.waybill.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidateBatchSettingsTest {

    @Test
    void theWarehouseIsNamedByTheEnvironment() {
        assertThat(ValidateBatchSettings.fromEnvironment(
                        Map.of("WORKGROUP", "waybill", "SECRET_ARN", "", "DATABASE", "dev", "PATH", "/bin")))
                .isEqualTo(new ValidateBatchSettings(
                        new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev")));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() -> ValidateBatchSettings.fromEnvironment(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid configuration of the warehouse: set WORKGROUP or CLUSTER_IDENTIFIER, and not both;"
                        + " DATABASE is not set");
    }
}
