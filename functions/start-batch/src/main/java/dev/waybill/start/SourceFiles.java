package dev.waybill.start;

import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What start-batch reads and writes in S3. */
final class SourceFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFiles.class);

    /** A manifest of 100,000 files has about 20 MB; this function has not the memory for more. */
    private static final int LARGEST_MANIFEST = 20 << 20;

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;

    SourceFiles(S3Client s3) {
        this.s3 = s3;
    }

    /** A manifest's bytes and what S3 says of it; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Manifest(byte[] json, String etag, Instant lastModified) {}

    /** A file as it lies in S3. */
    record StoredFile(String etag, long contentLength) {}

    /** The very version of the manifest that was announced. */
    Manifest manifest(Announcement announcement) {
        S3Location location = announcement.object();
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        announcement.version().ifPresent(request::versionId);
        try (ResponseInputStream<GetObjectResponse> object = s3.getObject(request.build())) {
            byte[] json = object.readNBytes(LARGEST_MANIFEST + 1);
            if (json.length > LARGEST_MANIFEST) {
                object.abort();
                throw new DeliveryRefusedException("Refused " + location + ": it is larger than " + LARGEST_MANIFEST
                        + " bytes. Deliver fewer files at a time");
            }
            return new Manifest(
                    json, plain(object.response().eTag()), object.response().lastModified());
        } catch (S3Exception e) {
            // An announced version that was deleted is another error than a key without any.
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
            throw new DeliveryRefusedException(
                    "Refused " + location + ": it was announced, but it is gone. Put the manifest again", e);
        } catch (IOException e) {
            throw new TransientException("Cannot read " + location + ": " + e.getMessage(), e);
        }
    }

    /** The bytes of a small object; empty if there is none. */
    Optional<byte[]> read(S3Location location) {
        try {
            return Optional.of(s3.getObjectAsBytes(
                            request -> request.bucket(location.bucket()).key(location.key()))
                    .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** The files of a batch's folder, at any depth: one request for each thousand. */
    Map<S3Location, StoredFile> list(S3Location folder) {
        Map<S3Location, StoredFile> files = new HashMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(
                        request -> request.bucket(folder.bucket()).prefix(folder.key()))
                .contents()) {
            location(folder.bucket(), object.key())
                    .filter(location -> !location.isFolder())
                    .ifPresent(location -> files.put(location, new StoredFile(plain(object.eTag()), object.size())));
        }
        return files;
    }

    /** Empty for a key that no manifest could list: whoever left it there, it is nothing to the delivery. */
    private static Optional<S3Location> location(String bucket, String key) {
        try {
            return Optional.of(new S3Location(bucket, key));
        } catch (IllegalArgumentException e) {
            LOG.warn("Left out an object of {} that no manifest could list: {}", bucket, e.getMessage());
            return Optional.empty();
        }
    }

    /** Writes a document unless there is one already. */
    void putIfAbsent(S3Location location, String json) {
        try {
            s3.putObject(
                    request -> request.bucket(location.bucket())
                            .key(location.key())
                            .contentType("application/json")
                            .ifNoneMatch("*"),
                    RequestBody.fromString(json));
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
        }
    }

    private static String plain(String etag) {
        return etag.replace("\"", "");
    }
}
