package dev.waybill.provision;

import dev.waybill.digest.Sha256;
import dev.waybill.error.AwsErrors;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes that never replace what the writer hasn't seen: S3 itself checks, so that nobody gets in between. */
final class ArtefactBucket {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
    private static final int PRECONDITION_FAILED = 412;

    /** Somebody else wrote at the same time, and it isn't said who was first. */
    private static final int CONFLICT = 409;

    private static final int NOT_FOUND = 404;
    private static final int ATTEMPTS = 3;

    /** The user metadata with which a deployment publishes, and nobody else. */
    static final String DIGEST = "waybill-published-sha256";

    private final S3Client s3;
    private final Pause pause;

    ArtefactBucket(S3Client s3, Pause pause) {
        this.s3 = s3;
        this.pause = pause;
    }

    /**
     * An object that is there.
     *
     * @param digest the SHA-256 of its content
     * @param published the one that a deployment published it with
     * @param eTag says whether it is still the same
     */
    record Found(String digest, Optional<String> published, String eTag) {
        /** Whether nobody touched it since a deployment published it. */
        boolean isAsPublished() {
            return published.filter(digest::equals).isPresent();
        }
    }

    Optional<Found> find(S3Location location) {
        try {
            ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(
                    request -> request.bucket(location.bucket()).key(location.key()));
            GetObjectResponse response = object.response();
            return Optional.of(new Found(
                    Sha256.hex(object.asByteArrayUnsafe()),
                    Optional.ofNullable(response.metadata().get(DIGEST)),
                    response.eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read " + location, e);
        }
    }

    /** The digest that an object was published with, which is empty if it is none of a deployment's; absent without object. */
    Optional<String> findPublished(S3Location location) {
        try {
            HeadObjectResponse response =
                    s3.headObject(request -> request.bucket(location.bucket()).key(location.key()));
            return Optional.of(response.metadata().getOrDefault(DIGEST, ""));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot look at " + location, e);
        }
    }

    /** Writes an object where none is; answers whether it did. */
    boolean putNew(S3Location location, Artefact artefact) {
        return put(request(location, artefact).ifNoneMatch("*").build(), artefact);
    }

    /** Replaces an object that is still the one that was found; answers whether it did. */
    boolean replace(S3Location location, Found found, Artefact artefact) {
        return put(request(location, artefact).ifMatch(found.eTag()).build(), artefact);
    }

    private static PutObjectRequest.Builder request(S3Location location, Artefact artefact) {
        return PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .metadata(Map.of(DIGEST, artefact.digest()));
    }

    private boolean put(PutObjectRequest request, Artefact artefact) {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(request, RequestBody.fromFile(artefact.file()));
                return true;
            } catch (SdkException e) {
                int status = e instanceof S3Exception answer ? answer.statusCode() : 0;
                // An object that is to be replaced, and was deleted, isn't the one that was found either.
                if (status == PRECONDITION_FAILED || (status == NOT_FOUND && request.ifMatch() != null)) {
                    return false;
                }
                if (status != CONFLICT || attempt == ATTEMPTS) {
                    throw AwsErrors.of("Cannot write s3://" + request.bucket() + "/" + request.key(), e);
                }
            }
            pause.pause(backoff.next());
        }
    }
}
