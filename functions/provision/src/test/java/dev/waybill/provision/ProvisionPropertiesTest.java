package dev.waybill.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.provision.ProvisionProperties.ExternalSchema;
import dev.waybill.warehouse.CopyRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionPropertiesTest {
    private static final Map<String, String> CLUSTER = Map.of(
            "ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:waybill-provision:live",
            "ArtefactBucket", "waybill-artefacts-123456789012",
            "Version", "arn:aws:lambda:eu-west-1:123456789012:function:waybill-provision:12",
            "ClusterIdentifier", "dwh",
            "Database", "waybill",
            "ExternalSchema", "",
            "ExternalDatabase", "waybill_processed",
            "After", "vpce-0123456789abcdef0");

    @Test
    void whatIsEmptyOrAbsentIsNotApplicable() {
        ProvisionProperties properties = ProvisionProperties.of(CLUSTER);
        assertThat(properties.version()).isEqualTo("12");
        assertThat(properties.jobs()).hasToString("s3://waybill-artefacts-123456789012/jobs/12/");
        assertThat(properties.contracts()).hasToString("s3://waybill-artefacts-123456789012/contracts/");
        assertThat(properties.warehouse().cluster()).contains("dwh");
        assertThat(properties.warehouse().workgroup()).isEmpty();
        assertThat(properties.warehouse().secretArn()).isEmpty();
        assertThat(properties.externalSchema()).isEmpty();
    }

    @Test
    void withoutARoleTheWarehousesOwnReadsTheFiles() {
        Map<String, String> values = new HashMap<>(CLUSTER);
        values.put("ExternalSchema", "processed");
        assertThat(ProvisionProperties.of(values).externalSchema())
                .isEqualTo(Optional.of(new ExternalSchema("processed", "waybill_processed", new CopyRole("default"))));
    }

    @Test
    void everyMistakeIsSaidAtOnce() {
        assertThatThrownBy(() -> ProvisionProperties.of(
                        Map.of("Version", "$LATEST", "ExternalSchema", "processed", "WarehouseRoleArn", "warehouse")))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Invalid properties of the resource Provision: ArtefactBucket is missing;"
                        + " Version is not the ARN of a published version: '$LATEST';"
                        + " set Workgroup or ClusterIdentifier, and not both; Database is missing;"
                        + " ExternalDatabase is missing;"
                        + " WarehouseRoleArn: Invalid copy role: 'warehouse' is neither an IAM role's ARN nor default");
    }

    @Test
    void whatIsThereAndWrongIsAMistakeLikeTheOthers() {
        Map<String, String> values = new HashMap<>(CLUSTER);
        values.putAll(Map.of("ArtefactBucket", "Artefacts", "Workgroup", "waybill", "Database", " "));
        assertThatThrownBy(() -> ProvisionProperties.of(values))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Invalid properties of the resource Provision: ArtefactBucket: Invalid S3 bucket: 'Artefacts';"
                                + " set Workgroup or ClusterIdentifier, and not both; Database is missing");
    }
}
