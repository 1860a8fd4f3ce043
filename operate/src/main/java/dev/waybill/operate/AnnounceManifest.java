package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Backoff;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** Has a manifest start its batch that is there and started none. */
public final class AnnounceManifest {
    /** Of an execution that start-batch should start: about two minutes. */
    private static final int MOST_LOOKS = 20;

    private final Deployment deployment;
    private final BatchExecutions executions;
    private final Ledger ledger;
    private final DeliveryReceipts deliveries;

    public AnnounceManifest(Deployment deployment) {
        this.deployment = deployment;
        this.executions = new BatchExecutions(deployment);
        this.ledger = new Ledger(deployment.warehouse());
        this.deliveries = new DeliveryReceipts(deployment);
    }

    /**
     * Announces a manifest that is there and started no batch: it is written over itself, which S3 announces.
     *
     * @return the batch that was started
     * @throws TerminalException if there is no such object, or start-batch refused it again
     */
    public BatchId announce(S3Location manifest) {
        DatasetName dataset = DatasetName.of(manifest.key().replaceFirst("/.*", ""));
        Contract contract = new PublishedContracts(deployment).of(dataset);
        Hour hour = contract.source()
                .layout()
                .hourAtEndOf(manifest.folder().key())
                .orElseThrow(() -> new TerminalException(
                        "Cannot announce " + manifest + " again: its folder names no hour by the layout "
                                + contract.source().layout()));
        requireNoBatch(contract, hour, manifest);
        try {
            deployment
                    .s3()
                    .copyObject(request -> request.sourceBucket(manifest.bucket())
                            .sourceKey(manifest.key())
                            .destinationBucket(manifest.bucket())
                            .destinationKey(manifest.key())
                            .metadataDirective(MetadataDirective.REPLACE)
                            .contentType("application/json"));
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot announce " + manifest + " again", e);
        }
        return awaitStart(dataset, hour, manifest);
    }

    /** Announced again, a delivery would be another batch, where the bucket has versions, and its rows there twice. */
    private void requireNoBatch(Contract contract, Hour hour, S3Location manifest) {
        if (!manifest.fileName().equals("manifest.json") || !manifest.isInside(deployment.source(contract))) {
            throw new TerminalException("Cannot announce " + manifest + " again: it is no manifest of "
                    + contract.dataset() + ". 'missing' names those that started no batch");
        }
        BatchId batch = new DeliveredManifest(deployment.s3()).batch(contract.dataset(), hour, manifest);
        if (executions.find(batch.toString()).isPresent()
                || ledger.find(batch).isPresent()
                || deliveries.find(batch).isPresent()) {
            throw new TerminalException("Cannot announce " + manifest + " again: it started the batch " + batch
                    + ". To run that again: " + deployment.commands().of("replay", batch));
        }
    }

    /**
     * Waits until a manifest that was just put has started its batch.
     *
     * @throws TerminalException if start-batch refused it
     */
    public BatchId awaitStart(DatasetName dataset, Hour hour, S3Location manifest) {
        BatchId batch = new DeliveredManifest(deployment.s3()).batch(dataset, hour, manifest);
        Backoff backoff = Replay.backoff();
        for (int look = 0; executions.find(batch.toString()).isEmpty(); look++) {
            if (look == MOST_LOOKS) {
                throw new TerminalException(manifest + " was announced, and started no batch. "
                        + "What start-batch says of it is in its log");
            }
            deployment.warehouse().pause(backoff);
        }
        return batch;
    }
}
