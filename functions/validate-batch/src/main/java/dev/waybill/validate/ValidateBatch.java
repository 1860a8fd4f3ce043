package dev.waybill.validate;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.ExampleSql;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Compares the warehouse with the ledger and the receipts of one loaded batch, and runs the contract's checks. What it
 * finds is a verdict, not an exception. In the warehouse, it changes the results of the batch's checks and nothing else.
 */
public final class ValidateBatch {
    private static final Logger LOG = LoggerFactory.getLogger(ValidateBatch.class);
    private final S3Documents objects;
    private final RedshiftDataWarehouse warehouse;

    public ValidateBatch(S3Client s3, RedshiftDataClient redshift, ValidateBatchSettings settings, Pause pause) {
        this.objects = new S3Documents(s3);
        this.warehouse = new RedshiftDataWarehouse(redshift, settings.warehouse(), pause);
    }

    /**
     * Validates a batch and leaves the verdict, as the last thing it does.
     *
     * @param deliveryReceipt where start-batch left its receipt
     * @throws TerminalException if the batch wasn't loaded, or the warehouse can't be asked
     * @throws TransientException if S3 or the warehouse stayed out of reach
     */
    public Verdict run(S3Location deliveryReceipt) {
        Delivery delivery = read(deliveryReceipt, Delivery.class);
        Contract contract = ContractParser.parse(
                objects.read(delivery.contract()), delivery.contract().toString());
        ConversionReceipt conversion = read(delivery.folders().conversionReceipt(), ConversionReceipt.class);
        LoadReceipt load = read(delivery.folders().loadReceipt(), LoadReceipt.class);
        requireLoaded(delivery, contract, conversion, load);
        WarehouseSession session = warehouse.sessionless();
        Findings findings = new BatchValidation(session, delivery, contract, conversion, load).findings();
        Verdict verdict = new KeepResults(warehouse, new ExampleSql(contract, delivery.batch()))
                .run(Verdict.of(delivery.batch(), delivery.dataset(), findings.results()), findings.broken());
        objects.write(delivery.folders().validationReceipt(), ReceiptJson.write(verdict));
        LOG.info("{} is {}", delivery.batch(), verdict.valid() ? "valid" : "not valid");
        return verdict;
    }

    private <T> T read(S3Location location, Class<T> type) {
        return ReceiptJson.read(objects.read(location), type, location);
    }

    private static void requireLoaded(
            Delivery delivery, Contract contract, ConversionReceipt conversion, LoadReceipt load) {
        if (!load.accepted()) {
            throw new TerminalException("Cannot validate " + delivery.batch() + ": its load was not accepted: "
                    + String.join("; ", load.reasons()));
        }
        if (!conversion.contractDigest().equals(contract.digest())) {
            throw new TerminalException(
                    "Cannot validate " + delivery.batch() + ": it was converted under another version of "
                            + delivery.contract() + ". Start the execution again from its beginning");
        }
    }
}
