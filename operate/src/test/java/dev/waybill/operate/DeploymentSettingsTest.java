package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentSettingsTest {
    private static final String STATE_MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch";

    @Test
    void theyAreReadFromTheEnvironment() {
        assertThat(DeploymentSettings.fromEnvironment(
                        "report-batch",
                        Map.of(
                                "STATE_MACHINE_ARN", STATE_MACHINE,
                                "CONTRACTS", "s3://waybill-artefacts/contracts/",
                                "SOURCE_BUCKET_PREFIX", "waybill-source-",
                                "PROCESSED_BUCKET_PREFIX", "waybill-processed-",
                                "STACK_NAME", "loads",
                                "WORKGROUP", "waybill",
                                "DATABASE", "dev")))
                .isEqualTo(new DeploymentSettings(
                        STATE_MACHINE,
                        S3Location.parse("s3://waybill-artefacts/contracts/"),
                        "waybill-source-",
                        "waybill-processed-",
                        "loads",
                        new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev")));
    }

    @Test
    void allThatIsMissingIsReportedAtOnceWithWhatTheFunctionNeedsBeside() {
        assertThatThrownBy(() -> DeploymentSettings.fromEnvironment(
                        "check-freshness", Map.of("STATE_MACHINE_ARN", STATE_MACHINE, "TOPIC_ARN", " "), "TOPIC_ARN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid configuration of check-freshness: CONTRACTS is not set;"
                                + " SOURCE_BUCKET_PREFIX is not set; PROCESSED_BUCKET_PREFIX is not set; STACK_NAME is not set; TOPIC_ARN is not set");
    }
}
