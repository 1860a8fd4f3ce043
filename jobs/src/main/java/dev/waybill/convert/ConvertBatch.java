package dev.waybill.convert;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.Conversion.Outcome;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.ConversionSummary;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Converts one delivery: its files, and no others, become typed Parquet with the newest row of each key, and every bad row
 * is in quarantine with its reasons. It may run any number of times: each run writes into folders of its own and, if it is
 * accepted, replaces those of the ones before it, and the same delivery gives the same rows.
 */
public final class ConvertBatch {
    private final SparkSession spark;
    private final S3Documents documents;
    private final BatchObjects objects;
    private final SourceCatalog source;
    private final ProcessedCatalog processed;
    private final ConversionSizes sizes;

    public ConvertBatch(SparkSession spark, S3Client s3, GlueClient glue, ConvertBatchSettings settings) {
        this(spark, s3, glue, settings, ConversionSizes.USUAL);
    }

    /** A conversion in pieces of other sizes than usual. */
    public ConvertBatch(
            SparkSession spark, S3Client s3, GlueClient glue, ConvertBatchSettings settings, ConversionSizes sizes) {
        this.spark = spark;
        this.documents = new S3Documents(s3);
        this.objects = new BatchObjects(s3);
        this.source = new SourceCatalog(glue, settings.sourceDatabase());
        this.sizes = sizes;
        this.processed = new ProcessedCatalog(glue, settings.processedDatabase(), Pause.sleeping());
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
        ConversionRun run = ConversionRun.after(last(delivery), delivery);
        List<String> changed = objects.changedSince(delivery);
        ConversionReceipt receipt;
        if (changed.isEmpty()) {
            Account account = convert(run, contract, yaml);
            run = account.run();
            // A file that was replaced while it was read may have been read as either.
            List<String> reasons = new ArrayList<>(objects.changedSince(delivery));
            reasons.addAll(account.reasons());
            reasons.addAll(account.outcome().added().reasons());
            receipt = receipt(account, reasons);
        } else {
            receipt = receipt(new Account(run, contract, Outcome.NOTHING, List.of()), changed);
        }
        if (receipt.accepted()) {
            processed.register(run, contract.with(receipt.addedColumns()));
        } else {
            // A batch that isn't accepted leaves nothing that a query could find.
            objects.removeAll(run.parquet());
        }
        write(delivery.folders(), receipt);
        if (receipt.accepted()) {
            removeEarlier(run);
        }
        return receipt;
    }

    private Optional<ConversionReceipt> last(Delivery delivery) {
        S3Location location = delivery.folders().conversionReceipt();
        return documents.find(location).map(json -> ReceiptJson.read(json, ConversionReceipt.class, location));
    }

    private Account convert(ConversionRun run, Contract contract, byte[] yaml) {
        List<FileGroup> parts = FileGroup.inParts(run.delivery().files(), sizes.part());
        Outcome outcome = new Conversion(spark, run, contract, yaml, parts, sizes).run();
        PartedFiles parted = outcome.tasks().partedFiles();
        if (parted.anyMustBeWhole()) {
            objects.removeAll(run.parquet());
            objects.removeAll(run.quarantine());
            return convertWhole(run.again(), contract, yaml);
        }
        new QuarantineLines(JavaSparkContext.fromSparkContext(spark.sparkContext()), run.quarantine()).place(parted);
        return account(run, contract, outcome);
    }

    private Account convertWhole(ConversionRun run, Contract contract, byte[] yaml) {
        List<FileGroup> files = FileGroup.of(run.delivery().files());
        return account(run, contract, new Conversion(spark, run, contract, yaml, files, sizes).run());
    }

    private Account account(ConversionRun run, Contract contract, Outcome outcome) {
        List<ParquetFile> parquet =
                objects.parquetFiles(run.parquet(), spark.sparkContext().hadoopConfiguration());
        Account account = new Account(run, contract, outcome, parquet);
        account.requireConserved();
        return account;
    }

    /** The summary goes last: it is what the state machine reads. */
    private void write(BatchFolders folders, ConversionReceipt receipt) {
        documents.write(folders.conversionReceipt(), ReceiptJson.write(receipt));
        documents.write(
                folders.conversionSummary(),
                ReceiptJson.write(ConversionSummary.of(receipt, folders.conversionReceipt())));
    }

    /**
     * What an accepted run replaces: the files of the runs before it, and what runs left that never came to an end. A run that
     * isn't accepted replaces nothing: the batch may be loaded already, from that Parquet and without the rows in that quarantine.
     */
    private void removeEarlier(ConversionRun run) {
        BatchFolders folders = run.delivery().folders();
        run.earlier().forEach(objects::removeAll);
        objects.removeLeftovers(folders.quarantine(), run.quarantine());
        objects.removeLeftovers(folders.parquet(), run.parquet());
    }

    private static ConversionReceipt receipt(Account account, List<String> reasons) {
        ConversionRun run = account.run();
        Delivery delivery = run.delivery();
        boolean accepted = reasons.isEmpty();
        OptionalLong declared = delivery.declaredRecords();
        return new ConversionReceipt(
                delivery.batch(),
                delivery.dataset(),
                accepted,
                reasons,
                account.contract().digest(),
                declared,
                account.read(),
                account.rejected(),
                account.superseded(),
                account.staged(),
                account.files(),
                delivery.absent(),
                account.rejections(),
                account.samples(),
                accepted ? account.parquet() : List.of(),
                run.quarantine(),
                accepted ? List.of() : run.earlier(),
                account.newColumns(),
                account.moreNewColumns(),
                account.missingColumns(),
                accepted ? account.addedColumns() : List.of(),
                account.truncated());
    }
}
