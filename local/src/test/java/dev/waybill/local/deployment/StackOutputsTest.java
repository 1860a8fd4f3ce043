package dev.waybill.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackOutputsTest {
    private static final Map<String, String> SERVERLESS = Map.of(
            "StateMachineArn", "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch",
            "Contracts", "s3://waybill-artifacts-123456789012/contracts/",
            "SourceBucketPrefix", "waybill-source-123456789012-",
            "ProcessedBucketPrefix", "waybill-processed-123456789012-",
            "WarehouseWorkgroup", "waybill",
            "WarehouseSecretArn", "redshift!waybill-admin",
            "WarehouseDatabase", "waybill");

    @Test
    void theySayWhereThePartsOfAStackAre() {
        StackOutputs outputs = new StackOutputs("waybill", SERVERLESS);

        assertThat(outputs.contracts()).isEqualTo(S3Location.parse("s3://waybill-artifacts-123456789012/contracts/"));
        assertThat(outputs.warehouse())
                .isEqualTo(new WarehouseSettings(
                        Optional.of("waybill"), Optional.empty(), Optional.of("redshift!waybill-admin"), "waybill"));
    }

    @Test
    void theTemplateHasEachOfThem() throws IOException {
        String template = Files.readString(Path.of("../template.yaml"));
        String outputs = template.substring(template.indexOf("\nOutputs:"));

        assertThat(SERVERLESS.keySet()).allSatisfy(output -> assertThat(outputs).contains("\n  " + output + ":\n"));
        assertThat(outputs).contains("\n  WarehouseCluster:\n");
    }

    @Test
    void anotherStackIsNamed() {
        assertThatThrownBy(() -> new StackOutputs("shop", Map.of()).stateMachineArn())
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The stack shop has no output StateMachineArn: it isn't one of Waybill's, or of an older version."
                                + " Deploy it again, or name another with --stack-name");
    }
}
