package dev.waybill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportBatchSettingsTest {
    private static final String STATE_MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch";

    @Test
    void theyAreReadFromTheEnvironment() {
        assertThat(ReportBatchSettings.fromEnvironment(Map.of(
                        "STATE_MACHINE_ARN", STATE_MACHINE,
                        "CONTRACTS", "s3://waybill-artefacts/contracts/",
                        "SOURCE_BUCKET_PREFIX", "waybill-source-",
                        "PROCESSED_BUCKET_PREFIX", "waybill-processed-",
                        "STACK_NAME", "loads",
                        "WORKGROUP", "waybill",
                        "DATABASE", "dev")))
                .isEqualTo(new ReportBatchSettings(
                        STATE_MACHINE,
                        S3Location.parse("s3://waybill-artefacts/contracts/"),
                        "waybill-source-",
                        "waybill-processed-",
                        "loads",
                        new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev")));
    }

    @Test
    void allThatIsMissingIsReportedAtOnce() {
        assertThatThrownBy(() -> ReportBatchSettings.fromEnvironment(Map.of("STATE_MACHINE_ARN", STATE_MACHINE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid configuration of report-batch: CONTRACTS is not set;"
                                + " SOURCE_BUCKET_PREFIX is not set; PROCESSED_BUCKET_PREFIX is not set; STACK_NAME is not set");
    }
}
