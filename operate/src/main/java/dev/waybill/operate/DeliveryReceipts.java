package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The first receipts of batches. The contract that says where they lie is read once for each dataset. */
final class DeliveryReceipts {
    private final Deployment deployment;
    private final PublishedContracts published;
    private final S3Documents documents;
    private final Map<DatasetName, Contract> contracts = new HashMap<>();

    DeliveryReceipts(Deployment deployment) {
        this.deployment = deployment;
        this.published = new PublishedContracts(deployment);
        this.documents = new S3Documents(deployment.s3());
    }

    /** Empty for a batch that was never started. */
    Optional<Delivery> find(BatchId batch) {
        Contract contract = contracts.computeIfAbsent(batch.dataset(), published::of);
        S3Location location = deployment.folders(contract, batch).deliveryReceipt();
        return documents.find(location).map(json -> ReceiptJson.read(json, Delivery.class, location));
    }
}
