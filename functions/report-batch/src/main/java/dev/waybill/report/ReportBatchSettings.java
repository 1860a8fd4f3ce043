package dev.waybill.report;

import dev.waybill.operate.Commands;
import dev.waybill.operate.Deployment;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The configuration of report-batch.
 *
 * @param stateMachineArn whose executions are reported on
 * @param contracts the folder of the contracts, {@code <dataset>.yaml} each
 * @param sourceBucketPrefix the name of a source bucket without the source system at its end
 * @param processedBucketPrefix the same for the processed buckets
 * @param stack the name of the stack, for the commands that a report tells to type
 */
record ReportBatchSettings(
        String stateMachineArn,
        S3Location contracts,
        String sourceBucketPrefix,
        String processedBucketPrefix,
        String stack,
        WarehouseSettings warehouse) {

    /**
     * Reads {@code STATE_MACHINE_ARN}, {@code CONTRACTS}, {@code SOURCE_BUCKET_PREFIX}, {@code PROCESSED_BUCKET_PREFIX}, {@code STACK_NAME}, and what
     * {@link WarehouseSettings} reads.
     *
     * @throws IllegalArgumentException that names everything that is wrong
     */
    static ReportBatchSettings fromEnvironment(Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of(
                "STATE_MACHINE_ARN", "CONTRACTS", "SOURCE_BUCKET_PREFIX", "PROCESSED_BUCKET_PREFIX", "STACK_NAME")) {
            if (environment.getOrDefault(name, "").isBlank()) {
                missing.add(name + " is not set");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Invalid configuration of report-batch: " + String.join("; ", missing));
        }
        return new ReportBatchSettings(
                environment.getOrDefault("STATE_MACHINE_ARN", ""),
                S3Location.parse(environment.getOrDefault("CONTRACTS", "")),
                environment.getOrDefault("SOURCE_BUCKET_PREFIX", ""),
                environment.getOrDefault("PROCESSED_BUCKET_PREFIX", ""),
                environment.getOrDefault("STACK_NAME", ""),
                WarehouseSettings.of(environment));
    }

    Deployment deployment(S3Client s3, SfnClient states, RedshiftDataClient redshift) {
        return new Deployment(
                s3,
                states,
                new RedshiftDataWarehouse(redshift, warehouse, Pause.sleeping()),
                stateMachineArn,
                contracts,
                sourceBucketPrefix,
                processedBucketPrefix,
                Commands.ofStack(stack));
    }
}
