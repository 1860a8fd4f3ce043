package dev.waybill.batch;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes a delivery this delivery and no other: the same content is the same batch. */
public final class ContentIdentity {
    private ContentIdentity() {}

    /**
     * The parts of a delivery's identity. A bucket with versions gives one; without, it is what the manifest and its files hold.
     *
     * @param version of the manifest's object
     * @param etag of the manifest, without quotes
     * @param files in the manifest's order, those that are there
     */
    public static List<String> of(
            S3Location manifest, Optional<String> version, String etag, List<DeliveredFile> files) {
        List<String> identity = new ArrayList<>(List.of(manifest.bucket(), manifest.key()));
        if (version.isPresent()) {
            identity.add(version.get());
        } else {
            identity.add(etag);
            files.forEach(file -> identity.addAll(List.of(file.url().key(), file.etag())));
        }
        return identity;
    }
}
