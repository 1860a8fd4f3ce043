package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.s3.S3Location;
import java.util.UUID;

/**
 * One run of a conversion. It writes into folders that no other run writes into: of two runs at once, which a retry after a
 * lost answer makes, neither sees nor takes away a file of the other.
 */
record ConversionRun(Delivery delivery, String id) {

    static ConversionRun begin(Delivery delivery) {
        return new ConversionRun(delivery, UUID.randomUUID().toString().substring(0, 8));
    }

    S3Location parquet() {
        return delivery.folders().parquet().resolve("run=" + id + "/");
    }

    S3Location quarantine() {
        return delivery.folders().quarantine().resolve("run=" + id + "/");
    }
}
