package dev.waybill.operate;

import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What a function must be told to look at the deployment that it is part of.
 *
 * @param stateMachineArn whose executions are looked at
 * @param contracts the folder of the contracts, {@code <dataset>.yaml} each
 * @param sourceBucketPrefix the name of a source bucket without the source system at its end
 * @param processedBucketPrefix the same for the processed buckets
 * @param stack the name of the stack, for the commands that people are told to type
 */
public record DeploymentSettings(
        String stateMachineArn,
        S3Location contracts,
        String sourceBucketPrefix,
        String processedBucketPrefix,
        String stack,
        WarehouseSettings warehouse) {
    private static final int REGION_OF_ARN = 3;
    private static final List<String> NAMES =
            List.of("STATE_MACHINE_ARN", "CONTRACTS", "SOURCE_BUCKET_PREFIX", "PROCESSED_BUCKET_PREFIX", "STACK_NAME");

    /**
     * Reads {@code STATE_MACHINE_ARN}, {@code CONTRACTS}, {@code SOURCE_BUCKET_PREFIX}, {@code PROCESSED_BUCKET_PREFIX},
     * {@code STACK_NAME}, and what {@link WarehouseSettings} reads.
     *
     * @param function whose configuration it is
     * @param others variables of its own that must be set, too
     * @throws IllegalArgumentException that names everything that is wrong
     */
    public static DeploymentSettings fromEnvironment(
            String function, Map<String, String> environment, String... others) {
        List<String> missing = Stream.concat(NAMES.stream(), Stream.of(others))
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .map(name -> name + " is not set")
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid configuration of " + function + ": " + String.join("; ", missing));
        }
        return new DeploymentSettings(
                environment.getOrDefault("STATE_MACHINE_ARN", ""),
                S3Location.parse(environment.getOrDefault("CONTRACTS", "")),
                environment.getOrDefault("SOURCE_BUCKET_PREFIX", ""),
                environment.getOrDefault("PROCESSED_BUCKET_PREFIX", ""),
                environment.getOrDefault("STACK_NAME", ""),
                WarehouseSettings.of(environment));
    }

    /** What people are told to type: they may have another region of their own. */
    private Commands commands() {
        // arn:aws:states:eu-west-1:123456789012:stateMachine:…
        String region = stateMachineArn.split(":", -1)[REGION_OF_ARN];
        return Commands.with("--aws", "--stack-name", stack, "--region", region);
    }

    /**
     * The deployment, by clients of the environment's region and credentials.
     *
     * @param http sends the requests of all of them
     */
    public Deployment deployment(SdkHttpClient http) {
        return new Deployment(
                S3Client.builder().httpClient(http).build(),
                SfnClient.builder().httpClient(http).build(),
                new RedshiftDataWarehouse(
                        RedshiftDataClient.builder().httpClient(http).build(), warehouse, Pause.sleeping()),
                stateMachineArn,
                contracts,
                sourceBucketPrefix,
                processedBucketPrefix,
                commands());
    }
}
