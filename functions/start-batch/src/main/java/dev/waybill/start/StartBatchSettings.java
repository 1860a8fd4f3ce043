package dev.waybill.start;

import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of start-batch.
 *
 * @param stateMachineArn what is started
 * @param contracts the folder of the contracts, {@code <dataset>.yaml} each
 * @param sourceBucketPrefix the name of a source bucket without the source system at its end
 * @param processedBucketPrefix the same for the processed buckets
 */
public record StartBatchSettings(
        String stateMachineArn, S3Location contracts, String sourceBucketPrefix, String processedBucketPrefix) {

    /** Reads the settings; throws {@link IllegalArgumentException} that names everything that is wrong. */
    public static StartBatchSettings fromEnvironment(Map<String, String> environment) {
        List<String> mistakes = new ArrayList<>();
        String stateMachine = required(environment, "STATE_MACHINE_ARN", mistakes);
        String source = required(environment, "SOURCE_BUCKET_PREFIX", mistakes);
        String processed = required(environment, "PROCESSED_BUCKET_PREFIX", mistakes);
        Optional<S3Location> contracts = contracts(required(environment, "CONTRACTS", mistakes), mistakes);
        if (contracts.isEmpty() || !mistakes.isEmpty()) {
            throw new IllegalArgumentException("Invalid configuration of start-batch: " + String.join("; ", mistakes));
        }
        return new StartBatchSettings(stateMachine, contracts.get(), source, processed);
    }

    /** The source system whose bucket this is; empty for a bucket that isn't a source bucket. */
    Optional<String> systemOf(String bucket) {
        return bucket.startsWith(sourceBucketPrefix) && bucket.length() > sourceBucketPrefix.length()
                ? Optional.of(bucket.substring(sourceBucketPrefix.length()))
                : Optional.empty();
    }

    S3Location processed(String system) {
        return new S3Location(processedBucketPrefix + system, "");
    }

    private static String required(Map<String, String> environment, String name, List<String> mistakes) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            mistakes.add(name + " is not set");
        }
        return value;
    }

    private static Optional<S3Location> contracts(String text, List<String> mistakes) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            S3Location folder = S3Location.parse(text);
            if (folder.isFolder()) {
                return Optional.of(folder);
            }
            mistakes.add("CONTRACTS is not a folder: '" + text + "' does not end in /");
        } catch (IllegalArgumentException e) {
            mistakes.add("CONTRACTS: " + e.getMessage());
        }
        return Optional.empty();
    }
}
