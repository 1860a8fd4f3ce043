package dev.waybill.start;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.ContentIdentity;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.ExecutionInput;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.InvalidContractException;
import dev.waybill.error.TransientException;
import dev.waybill.manifest.InvalidManifestException;
import dev.waybill.manifest.Manifest;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/**
 * Starts one execution for one delivery: reads the manifest and the contract, refuses what can't be right, leaves the
 * delivery receipt, and starts an execution named after the batch. The name is what makes a second announcement harmless.
 */
public final class StartBatch {
    private static final String MANIFEST = "manifest.json";
    private final SourceFiles source;
    private final SfnClient states;
    private final StartBatchSettings settings;

    public StartBatch(S3Client s3, SfnClient states, StartBatchSettings settings) {
        this.source = new SourceFiles(s3);
        this.states = states;
        this.settings = settings;
    }

    /**
     * Starts the batch of an announced manifest.
     *
     * @throws DeliveryRefusedException if the delivery can't be right
     * @throws TransientException if S3 or Step Functions didn't answer
     */
    public StartedBatch start(Announcement announcement) {
        try {
            return startChecked(announcement);
        } catch (InvalidManifestException | InvalidContractException e) {
            throw new DeliveryRefusedException("Refused " + announcement.object() + ". " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new TransientException(
                    "Cannot start the batch of " + announcement.object() + ": " + e.getMessage()
                            + ". The announcement will be tried again",
                    e);
        }
    }

    private StartedBatch startChecked(Announcement announcement) {
        S3Location manifestLocation = announcement.object();
        if (!manifestLocation.fileName().equals(MANIFEST)) {
            throw refused(manifestLocation, "its name is not " + MANIFEST);
        }
        DatasetName dataset = dataset(manifestLocation);
        S3Location contractLocation = settings.contracts().resolve(dataset + ".yaml");
        Contract contract = contract(manifestLocation, dataset, contractLocation);
        Hour hour = hour(manifestLocation, contract);
        SourceFiles.Manifest found = source.manifest(announcement);
        Manifest manifest = Manifest.parse(found.json(), manifestLocation);
        FileInspection inspection = new FileInspection(manifest, source.list(manifestLocation.folder()));
        List<DeliveredFile> files = inspection.files();
        BatchId batch = BatchId.of(
                dataset, hour, ContentIdentity.of(manifestLocation, announcement.version(), found.etag(), files));
        Delivery delivery = new Delivery(
                batch,
                dataset,
                contract.source().system(),
                hour,
                found.lastModified(),
                manifestLocation,
                contractLocation,
                settings.processed(contract.source().system()),
                manifest.declaredRecords(),
                files,
                inspection.absent(),
                manifest.supersedes());
        manifest.supersedes().ifPresent(other -> requireDelivered(delivery, other));
        return start(delivery);
    }

    /** A batch that was never delivered is a mistake in writing, which nobody would notice later. */
    private void requireDelivered(Delivery delivery, BatchId other) {
        BatchFolders folders = new BatchFolders(delivery.processed(), delivery.dataset(), delivery.hour(), other);
        if (source.read(folders.deliveryReceipt()).isEmpty()) {
            throw refused(
                    delivery.manifest(),
                    "it supersedes " + other + ", but no batch of that id was ever delivered to " + delivery.dataset()
                            + ". Copy the id from the ledger, waybill.batch, or remove supersedes");
        }
    }

    private StartedBatch start(Delivery delivery) {
        BatchFolders folders = delivery.folders();
        // The first receipt stays: a later announcement of the same delivery may carry another time.
        source.putIfAbsent(folders.deliveryReceipt(), ReceiptJson.write(delivery));
        String name = delivery.batch().toString();
        try {
            StartExecutionResponse started =
                    states.startExecution(request -> request.stateMachineArn(settings.stateMachineArn())
                            .name(name)
                            .input(ReceiptJson.write(ExecutionInput.of(delivery))));
            return started(delivery, started.executionArn(), StartedBatch.STARTED);
        } catch (ExecutionAlreadyExistsException e) {
            String arn = settings.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + name;
            return started(delivery, arn, StartedBatch.ALREADY_STARTED);
        }
    }

    private static StartedBatch started(Delivery delivery, String executionArn, String outcome) {
        return new StartedBatch(delivery.manifest().toString(), delivery.batch().toString(), executionArn, outcome);
    }

    private static DatasetName dataset(S3Location manifest) {
        int slash = manifest.key().indexOf('/');
        if (slash < 0) {
            throw refused(manifest, "it lies at the top of the bucket. Put it into <dataset>/<hour>/");
        }
        try {
            return DatasetName.of(manifest.key().substring(0, slash));
        } catch (IllegalArgumentException e) {
            throw new DeliveryRefusedException("Refused " + manifest + ": " + e.getMessage(), e);
        }
    }

    private Contract contract(S3Location manifest, DatasetName dataset, S3Location location) {
        byte[] yaml = source.read(location)
                .orElseThrow(() -> refused(
                        manifest,
                        "unknown dataset " + dataset + ": there is no contract " + location
                                + ". Publish the contract, then put the manifest again"));
        Contract contract = ContractParser.parse(yaml, location.toString());
        if (!contract.dataset().equals(dataset)) {
            throw refused(manifest, "the contract " + location + " is of dataset " + contract.dataset());
        }
        String system = settings.systemOf(manifest.bucket())
                .orElseThrow(() -> refused(
                        manifest,
                        "its bucket is not a source bucket: the name does not begin with "
                                + settings.sourceBucketPrefix()));
        if (!system.equals(contract.source().system())) {
            throw refused(
                    manifest,
                    "dataset " + dataset + " comes from system "
                            + contract.source().system() + " by its contract, but the bucket is of system " + system);
        }
        return contract;
    }

    private static Hour hour(S3Location manifest, Contract contract) {
        String folder = manifest.folder().key();
        String path = folder.substring(folder.indexOf('/') + 1);
        return contract.source()
                .layout()
                .hourAtEndOf(path)
                .filter(hour -> contract.source().layout().format(hour).equals(path))
                .orElseThrow(() -> refused(
                        manifest,
                        "its folder does not name an hour by the contract's layout. Put it into " + contract.dataset()
                                + "/" + contract.source().layout() + "/"));
    }

    private static DeliveryRefusedException refused(S3Location manifest, String reason) {
        return new DeliveryRefusedException("Refused " + manifest + ": " + reason);
    }
}
