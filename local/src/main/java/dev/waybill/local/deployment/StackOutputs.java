package dev.waybill.local.deployment;

import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;
import java.util.Optional;

/** What the outputs of a stack say about where its parts are. */
record StackOutputs(String stack, Map<String, String> values) {
    StackOutputs {
        values = Map.copyOf(values);
    }

    String stateMachineArn() {
        return required("StateMachineArn");
    }

    S3Location contracts() {
        return S3Location.parse(required("Contracts"));
    }

    String sourceBucketPrefix() {
        return required("SourceBucketPrefix");
    }

    String processedBucketPrefix() {
        return required("ProcessedBucketPrefix");
    }

    WarehouseSettings warehouse() {
        return WarehouseSettings.of(Map.of(
                "WORKGROUP", optional("WarehouseWorkgroup"),
                "CLUSTER_IDENTIFIER", optional("WarehouseCluster"),
                "SECRET_ARN", optional("WarehouseSecretArn"),
                "DATABASE", required("WarehouseDatabase")));
    }

    private String optional(String output) {
        return values.getOrDefault(output, "");
    }

    private String required(String output) {
        return Optional.ofNullable(values.get(output))
                .orElseThrow(
                        () -> new TerminalException(
                                "The stack " + stack + " has no output " + output
                                        + ": it isn't one of Waybill's, or of an older version. Deploy it again, or name another with --stack-name"));
    }
}
