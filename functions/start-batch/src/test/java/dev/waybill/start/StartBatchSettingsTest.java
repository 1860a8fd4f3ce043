package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.s3.S3Location;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartBatchSettingsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "STATE_MACHINE_ARN", FakeStepFunctions.STATE_MACHINE,
            "CONTRACTS", "s3://waybill-artifacts/contracts/",
            "SOURCE_BUCKET_PREFIX", "waybill-source-123456789012-",
            "PROCESSED_BUCKET_PREFIX", "waybill-processed-123456789012-");

    @Test
    void theyAreReadFromTheEnvironment() {
        StartBatchSettings settings = StartBatchSettings.fromEnvironment(ENVIRONMENT);
        assertThat(settings)
                .isEqualTo(new StartBatchSettings(
                        FakeStepFunctions.STATE_MACHINE,
                        S3Location.parse("s3://waybill-artifacts/contracts/"),
                        "waybill-source-123456789012-",
                        "waybill-processed-123456789012-"));
        assertThat(settings.processed("usgs")).hasToString("s3://waybill-processed-123456789012-usgs/");
    }

    @Test
    void aSourceBucketEndsInItsSystem() {
        StartBatchSettings settings = StartBatchSettings.fromEnvironment(ENVIRONMENT);
        assertThat(settings.systemOf("waybill-source-123456789012-usgs")).contains("usgs");
        assertThat(settings.systemOf("waybill-source-123456789012-")).isEmpty();
        assertThat(settings.systemOf("waybill-processed-123456789012-usgs")).isEmpty();
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() -> StartBatchSettings.fromEnvironment(Map.of("SOURCE_BUCKET_PREFIX", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid configuration of start-batch: STATE_MACHINE_ARN is not set; SOURCE_BUCKET_PREFIX is not"
                                + " set; PROCESSED_BUCKET_PREFIX is not set; CONTRACTS is not set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://waybill-artifacts/contracts | CONTRACTS is not a folder: 's3://waybill-artifacts/contracts' does not end in /
            contracts/                       | CONTRACTS: Invalid S3 location: 'contracts/' does not begin with s3://
            """)
    void theContractsLieInAFolder(String contracts, String mistake) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("CONTRACTS", contracts);
        assertThatThrownBy(() -> StartBatchSettings.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid configuration of start-batch: " + mistake);
    }
}
