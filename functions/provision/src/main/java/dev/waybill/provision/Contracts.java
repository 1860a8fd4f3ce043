package dev.waybill.provision;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Publishes contracts without undoing anybody's: one that is there is replaced only if it is, byte for byte, what an
 * earlier deployment published. Each published one has its digest with it, which a contract that somebody put hasn't.
 */
final class Contracts {
    static final String DIGEST = "waybill-published-sha256";
    private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);
    private final ArtefactBucket bucket;

    Contracts(ArtefactBucket bucket) {
        this.bucket = bucket;
    }

    void publish(Cargo cargo, S3Location folder) {
        cargo.contracts().forEach((dataset, file) -> publish(read(file), folder.resolve(dataset + ".yaml")));
    }

    private void publish(byte[] contract, S3Location location) {
        Optional<ArtefactBucket.Found> found = bucket.find(location);
        RequestBody content = RequestBody.fromBytes(contract);
        Map<String, String> digest = Map.of(DIGEST, sha256(contract));
        if (found.isEmpty()) {
            report(bucket.putNew(location, content, digest), location);
        } else if (!Arrays.equals(found.get().content().asByteArray(), contract)) {
            report(isPublished(found.get()) && bucket.replace(location, found.get(), content, digest), location);
        }
    }

    private static boolean isPublished(ArtefactBucket.Found found) {
        return sha256(found.content().asByteArray()).equals(found.metadata().get(DIGEST));
    }

    private static void report(boolean published, S3Location location) {
        if (published) {
            LOG.info("Published {}", location);
        } else {
            LOG.warn(
                    "Kept {}, which somebody put there. This version's is another one; delete the object and deploy again to get it",
                    location);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
