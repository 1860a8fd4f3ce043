package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.s3.S3Location;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One run of a conversion. It writes into folders that no other run writes into: of two runs at once, which a retry after a
 * lost answer makes, neither sees nor takes away a file of the other.
 *
 * @param earlier the folders of the runs that had ended before it began
 */
record ConversionRun(Delivery delivery, String id, List<S3Location> earlier) {
    ConversionRun {
        earlier = List.copyOf(earlier);
    }

    /**
     * A new run.
     *
     * @param last the receipt of the run before it
     */
    static ConversionRun after(Optional<ConversionReceipt> last, Delivery delivery) {
        return new ConversionRun(
                delivery, newId(), last.map(ConversionRun::folders).orElse(List.of()));
    }

    /** A run in place of this one: of this one's tasks, one that was lost may write still. */
    ConversionRun again() {
        return new ConversionRun(delivery, newId(), earlier);
    }

    private static String newId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** What the run of a receipt wrote, and what it left of the runs before it. */
    private static List<S3Location> folders(ConversionReceipt receipt) {
        Set<S3Location> folders = new LinkedHashSet<>();
        receipt.parquet().forEach(file -> folders.add(file.url().folder()));
        folders.add(receipt.quarantine());
        folders.addAll(receipt.kept());
        return List.copyOf(folders);
    }

    S3Location parquet() {
        return delivery.folders().parquet().resolve("run=" + id + "/");
    }

    S3Location quarantine() {
        return delivery.folders().quarantine().resolve("run=" + id + "/");
    }
}
