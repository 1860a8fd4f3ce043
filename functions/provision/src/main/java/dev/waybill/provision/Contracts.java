package dev.waybill.provision;

import dev.waybill.error.TransientException;
import dev.waybill.provision.ArtefactBucket.Found;
import dev.waybill.s3.S3Location;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes contracts without undoing anybody's: one that is there is replaced only if it is, byte for byte, what an
 * earlier deployment published. Each published one has its digest with it, which a contract that somebody put hasn't.
 */
final class Contracts {
    private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);
    private static final int LOOKS = 3;
    private final ArtefactBucket bucket;

    Contracts(ArtefactBucket bucket) {
        this.bucket = bucket;
    }

    void publish(Cargo cargo, S3Location folder) {
        cargo.contracts().forEach((dataset, file) -> publish(Artefact.of(file), folder.resolve(dataset + ".yaml")));
    }

    /**
     * A write that is refused is followed by another look: somebody wrote since the last one, or it was this function, and S3's
     * answer to the first of the SDK's attempts was lost.
     */
    private void publish(Artefact contract, S3Location location) {
        for (int look = 1; look <= LOOKS; look++) {
            Optional<Found> found = bucket.find(location);
            if (found.filter(contract::is).isPresent()) {
                return;
            }
            if (found.isPresent() && !found.get().isAsPublished()) {
                LOG.warn(
                        "Kept {}, which somebody put there. This version's is another one; delete the object and deploy another version"
                                + " to get it",
                        location);
                return;
            }
            if (found.isPresent()
                    ? bucket.replace(location, found.get(), contract)
                    : bucket.putNew(location, contract)) {
                LOG.info("Published {}", location);
                return;
            }
        }
        throw new TransientException("Cannot publish " + location + ": somebody is changing it. Deploy again");
    }
}
