package dev.waybill.batch;

import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;

/** Where a batch keeps what it makes, in the source system's processed bucket. Each place is the batch's own. */
public record BatchFolders(S3Location processed, DatasetName dataset, Hour hour, BatchId batch) {

    /** The Parquet files: {@code <dataset>/year=/month=/day=/hour=/batch=<id>/}, in the folder {@code run=} of the run that made them. */
    public S3Location parquet() {
        return processed.resolve(dataset + "/" + partition());
    }

    /** Rejected rows with their reasons: {@code _quarantine/<dataset>/year=/…/batch=<id>/}. */
    public S3Location quarantine() {
        return processed.resolve("_quarantine/" + dataset + "/" + partition());
    }

    /** The receipts: {@code _receipts/<dataset>/<id>/}. */
    public S3Location receipts() {
        return receiptsOf(processed, dataset).resolve(batch + "/");
    }

    /** The receipts of all batches of a dataset: a folder each, named after its batch. */
    public static S3Location receiptsOf(S3Location processed, DatasetName dataset) {
        return processed.resolve("_receipts/" + dataset + "/");
    }

    /** What was announced of a dataset's late hours: {@code _freshness/<dataset>/}. */
    public static S3Location freshnessOf(S3Location processed, DatasetName dataset) {
        return processed.resolve("_freshness/" + dataset + "/");
    }

    public S3Location deliveryReceipt() {
        return receipts().resolve("delivery.json");
    }

    public S3Location conversionReceipt() {
        return receipts().resolve("conversion.json");
    }

    /** The conversion receipt in brief, which the state machine reads: a state's data has its limit. */
    public S3Location conversionSummary() {
        return receipts().resolve("conversion-summary.json");
    }

    public S3Location loadReceipt() {
        return receipts().resolve("load.json");
    }

    public S3Location validationReceipt() {
        return receipts().resolve("validation.json");
    }

    /** The manifest that COPY reads: the Parquet files with their lengths. */
    public S3Location copyManifest() {
        return receipts().resolve("copy.manifest");
    }

    /** The page about the batch, for people: {@code _reports/<dataset>/<id>.html}. */
    public S3Location report() {
        return processed.resolve("_reports/" + dataset + "/" + batch + ".html");
    }

    private String partition() {
        return hour.partitionPath() + "batch=" + batch + "/";
    }
}
