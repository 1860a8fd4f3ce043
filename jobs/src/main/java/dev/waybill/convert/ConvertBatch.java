package dev.waybill.convert;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Converts one delivery: its files, and no others, become typed Parquet with the newest row of each key, and every bad row
 * is in quarantine with its reasons. It may run any number of times: it replaces only the batch's own folders, and the same
 * delivery gives the same rows.
 */
public final class ConvertBatch {
    private final SparkSession spark;
    private final S3Documents documents;
    private final BatchObjects objects;
    private final SourceCatalog source;
    private final ProcessedCatalog processed;

    public ConvertBatch(SparkSession spark, S3Client s3, GlueClient glue, ConvertBatchSettings settings) {
        this.spark = spark;
        this.documents = new S3Documents(s3);
        this.objects = new BatchObjects(s3);
        this.source = new SourceCatalog(glue, settings.sourceDatabase());
        this.processed = new ProcessedCatalog(glue, settings.processedDatabase());
    }

    /**
     * Converts a delivery and leaves the conversion receipt, as the last thing it does.
     *
     * @param deliveryReceipt where start-batch left its receipt
     */
    public ConversionReceipt run(S3Location deliveryReceipt) {
        Delivery delivery = ReceiptJson.read(documents.read(deliveryReceipt), Delivery.class, deliveryReceipt);
        byte[] yaml = documents.read(delivery.contract());
        Contract contract = ContractParser.parse(yaml, delivery.contract().toString());
        source.requirePartition(delivery, contract);
        BatchFolders folders = delivery.folders();
        List<String> changed = objects.changedSince(delivery);
        ConversionReceipt receipt = changed.isEmpty()
                ? convert(delivery, contract, yaml)
                : receipt(
                        delivery,
                        contract,
                        new Account(delivery, contract, PartitionAccount.empty(), List.of()),
                        changed);
        if (receipt.accepted()) {
            processed.register(delivery, contract);
        } else {
            // A batch that isn't accepted leaves nothing that a query could find.
            objects.removeAll(folders.parquet());
        }
        documents.write(folders.conversionReceipt(), ReceiptJson.write(receipt));
        return receipt;
    }

    private ConversionReceipt convert(Delivery delivery, Contract contract, byte[] yaml) {
        BatchFolders folders = delivery.folders();
        objects.removeAll(folders.quarantine());
        PartitionAccount account = new Conversion(spark, delivery, contract, yaml).run();
        List<ParquetFile> parquet =
                objects.parquetFiles(folders.parquet(), spark.sparkContext().hadoopConfiguration());
        Account counted = new Account(delivery, contract, account, parquet);
        counted.requireConserved();
        return receipt(delivery, contract, counted, counted.reasons());
    }

    private static ConversionReceipt receipt(
            Delivery delivery, Contract contract, Account account, List<String> reasons) {
        boolean accepted = reasons.isEmpty();
        OptionalLong declared = delivery.declaredRecords();
        return new ConversionReceipt(
                delivery.batch(),
                delivery.dataset(),
                accepted,
                reasons,
                contract.digest(),
                declared,
                account.read(),
                account.rejected(),
                account.superseded(),
                account.staged(),
                account.files(),
                account.rejections(),
                account.samples(),
                accepted ? account.parquet() : List.of(),
                delivery.folders().quarantine());
    }
}
