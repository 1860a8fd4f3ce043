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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        ProvisionProperties properties = ProvisionProperties.of(CLUSTER, Map.of());
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
        assertThat(ProvisionProperties.of(values, Map.of()).externalSchema())
                .isEqualTo(Optional.of(new ExternalSchema("processed", "waybill_processed", new CopyRole("default"))));
    }

    @Test
    void everyMistakeIsSaidAtOnce() {
        assertThatThrownBy(() -> ProvisionProperties.of(
                        Map.of("Version", "$LATEST", "ExternalSchema", "processed", "WarehouseRoleArn", "warehouse"),
                        Map.of()))
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
        assertThatThrownBy(() -> ProvisionProperties.of(values, Map.of()))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Invalid properties of the resource Provision: ArtefactBucket: Invalid S3 bucket: 'Artefacts';"
                                + " set Workgroup or ClusterIdentifier, and not both; Database is missing");
    }

    private static boolean stays(String name, String before, String after) {
        Map<String, String> old = new HashMap<>(CLUSTER);
        old.put("ExternalSchema", "processed");
        Map<String, String> values = new HashMap<>(old);
        old.put(name, before);
        values.put(name, after);
        return ProvisionProperties.of(values, old).warehouseStays();
    }

    @Test
    void anUpdateOfSomethingElseLeavesTheWarehouseWhatItWas() {
        assertThat(stays("Version", "arn:version:1", "arn:version:2")).isTrue();
        assertThat(stays("After", "", "vpce-1")).isTrue();
        assertThat(stays("SecretArn", "", " ")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ClusterIdentifier, old, new",
        "Database, old, new",
        "SecretArn, '', arn",
        "ExternalSchema, '', processed",
        "ExternalSchema, old, new",
        "ExternalDatabase, old, new",
        "WarehouseRoleArn, '', arn:aws:iam::123456789012:role/warehouse"
    })
    void anUpdateCanBeOneOfTheWarehouse(String name, String before, String after) {
        assertThat(stays(name, before, after)).isFalse();
    }

    @Test
    void beforeACreationThereWasNoWarehouse() {
        assertThat(ProvisionProperties.of(CLUSTER, Map.of()).warehouseStays()).isFalse();
    }

    @Test
    void whatIsWrongWithTheOldPropertiesIsOver() {
        assertThat(ProvisionProperties.of(CLUSTER, Map.of("Version", "$LATEST")).warehouseStays())
                .isFalse();
    }
}
