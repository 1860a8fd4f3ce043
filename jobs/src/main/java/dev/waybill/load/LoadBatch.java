package dev.waybill.load;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.TargetMismatchException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Loads one converted batch, once: whatever is retried, duplicated or killed, the ledger says whether it is applied, and
 * its row is written in the transaction of the data. If the answer of that transaction is lost, the ledger is asked.
 */
public final class LoadBatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadBatch.class);
    private static final int ATTEMPTS = 6;
    private final S3Documents objects;
    private final RedshiftDataClient redshift;
    private final LoadBatchSettings settings;
    private final Pause pause;

    public LoadBatch(S3Client s3, RedshiftDataClient redshift, LoadBatchSettings settings, Pause pause) {
        this.objects = new S3Documents(s3);
        this.redshift = redshift;
        this.settings = settings;
        this.pause = pause;
    }

    /**
     * Loads a batch and leaves the load receipt, as the last thing it does.
     *
     * @param deliveryReceipt where start-batch left its receipt
     * @throws TerminalException if the batch wasn't accepted by the conversion, or can't be loaded as it is
     * @throws TransientException if the warehouse stayed out of reach or in conflict
     */
    public LoadReceipt run(S3Location deliveryReceipt) {
        Delivery delivery = ReceiptJson.read(objects.read(deliveryReceipt), Delivery.class, deliveryReceipt);
        Contract contract = ContractParser.parse(
                objects.read(delivery.contract()), delivery.contract().toString());
        S3Location conversionReceipt = delivery.folders().conversionReceipt();
        ConversionReceipt conversion =
                ReceiptJson.read(objects.read(conversionReceipt), ConversionReceipt.class, conversionReceipt);
        requireLoadable(delivery, contract, conversion);
        RedshiftDataWarehouse warehouse =
                new RedshiftDataWarehouse(redshift, settings.warehouse(), pause, "waybill-" + delivery.batch());
        // What a run that was killed left, or one at the same time does: when it has ended, the ledger knows.
        warehouse.awaitRunning();
        BatchLoad load = new BatchLoad(warehouse, objects, delivery, contract, conversion, settings.copyRole());
        LoadReceipt receipt;
        try {
            Applied applied = apply(load, warehouse);
            receipt = applied.undoneAt().isPresent()
                    ? LoadReceipt.refused(
                            delivery.batch(), delivery.dataset(), contract.target(), List.of(undone(delivery, applied)))
                    : loaded(delivery, contract, applied, load.refresh());
        } catch (TargetMismatchException e) {
            receipt = LoadReceipt.refused(delivery.batch(), delivery.dataset(), contract.target(), e.reasons());
        }
        objects.write(delivery.folders().loadReceipt(), ReceiptJson.write(receipt));
        return receipt;
    }

    private static String undone(Delivery delivery, Applied applied) {
        return "The batch " + delivery.batch() + " was applied, and taken back at "
                + applied.undoneAt().orElseThrow()
                + " UTC. If its rows are to be in the table after all, deliver them again under another manifest";
    }

    private static LoadReceipt loaded(
            Delivery delivery, Contract contract, Applied applied, List<Refreshed> refreshed) {
        return new LoadReceipt(
                delivery.batch(),
                delivery.dataset(),
                true,
                List.of(),
                applied.before(),
                contract.target().table().toString(),
                applied.staged(),
                applied.stale(),
                applied.inserted(),
                applied.updated(),
                applied.deleted(),
                applied.takenBack(),
                refreshed);
    }

    private static Applied apply(BatchLoad load, RedshiftDataWarehouse warehouse) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        for (int attempt = 1; ; attempt++) {
            try {
                return load.apply();
            } catch (TransientException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
            } catch (UnknownOutcomeException e) {
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
                warehouse.awaitRunning();
                Optional<Applied> found = load.findInLedger();
                if (found.isPresent()) {
                    return found.get();
                }
                // Not in the ledger: it was rolled back, or is yet to begin. Another attempt takes turns with it at the
                // lock, and finds the ledger's row if it committed after all.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            warehouse.pause(backoff);
        }
    }

    private static void requireLoadable(Delivery delivery, Contract contract, ConversionReceipt conversion) {
        if (!conversion.accepted()) {
            throw new TerminalException("Cannot load " + delivery.batch() + ": its conversion was not accepted: "
                    + String.join("; ", conversion.reasons()));
        }
        if (!conversion.contractDigest().equals(contract.digest())) {
            throw new TerminalException(
                    "Cannot load " + delivery.batch() + ": it was converted under another version of "
                            + delivery.contract() + ". Start the execution again from its beginning");
        }
    }
}
