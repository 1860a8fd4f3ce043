package dev.waybill.operate;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A pipeline that is there, on one machine or as a stack: how it is reached, and where its parts are.
 *
 * @param stateMachineArn the state machine that loads batches
 * @param contracts the folder of the contracts, {@code <dataset>.yaml} each
 * @param sourceBucketPrefix the name of a source bucket without the source system at its end
 * @param processedBucketPrefix the same for the processed buckets
 * @param commands what people type about it
 */
public record Deployment(
        S3Client s3,
        SfnClient states,
        RedshiftDataWarehouse warehouse,
        String stateMachineArn,
        S3Location contracts,
        String sourceBucketPrefix,
        String processedBucketPrefix,
        Commands commands) {

    /** The folder that a dataset's files are delivered to. */
    S3Location source(Contract contract) {
        return new S3Location(sourceBucketPrefix + contract.source().system(), "").resolve(contract.dataset() + "/");
    }

    /** The root of the processed bucket of a dataset's source system. */
    public S3Location processed(Contract contract) {
        return new S3Location(processedBucketPrefix + contract.source().system(), "");
    }

    BatchFolders folders(Contract contract, BatchId batch) {
        return new BatchFolders(processed(contract), contract.dataset(), batch.hour(), batch);
    }

    String executionArn(String name) {
        return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    }
}
