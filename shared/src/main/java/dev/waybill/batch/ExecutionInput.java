package dev.waybill.batch;

import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;

/**
 * The input of one execution of {@code load-batch}: pointers only, because Step Functions allows 256 KiB. Everything else
 * is in the receipts.
 *
 * @param system names the crawler of the source system
 * @param delivery the delivery receipt, which the jobs read
 * @param bucket the bucket of the receipts
 * @param conversionKey where ConvertBatch leaves its receipt in brief
 * @param loadKey where LoadBatch leaves its receipt
 */
public record ExecutionInput(
        BatchId batch,
        DatasetName dataset,
        Hour hour,
        String system,
        S3Location delivery,
        String bucket,
        String conversionKey,
        String loadKey) {

    public static ExecutionInput of(Delivery delivery) {
        BatchFolders folders = delivery.folders();
        return new ExecutionInput(
                delivery.batch(),
                delivery.dataset(),
                delivery.hour(),
                delivery.system(),
                folders.deliveryReceipt(),
                folders.receipts().bucket(),
                folders.conversionSummary().key(),
                folders.loadReceipt().key());
    }
}
