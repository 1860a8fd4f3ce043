package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.receipt.ReceiptJson;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Delivery and contract on their way to the tasks: as the documents that they are, since only the driver may read S3 for
 * them, and parsed by the first task of a process for all of them, since that takes longer than a small file.
 */
final class BatchDocuments implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String deliveryJson;
    private final byte[] yaml;
    private transient @Nullable Delivery delivery;
    private transient @Nullable Contract contract;

    BatchDocuments(Delivery delivery, byte[] yaml) {
        this.deliveryJson = ReceiptJson.write(delivery);
        this.yaml = yaml;
    }

    synchronized Delivery delivery() {
        if (delivery == null) {
            delivery = ReceiptJson.read(deliveryJson.getBytes(StandardCharsets.UTF_8), Delivery.class, "the delivery");
        }
        return delivery;
    }

    synchronized Contract contract() {
        if (contract == null) {
            contract = ContractParser.parse(yaml, delivery().contract().toString());
        }
        return contract;
    }
}
