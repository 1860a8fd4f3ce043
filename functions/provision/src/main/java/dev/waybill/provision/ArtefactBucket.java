package dev.waybill.provision;

import dev.waybill.error.AwsErrors;
import dev.waybill.s3.S3Location;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes that never replace what the writer hasn't seen: S3 itself checks, so that nobody gets in between. */
final class ArtefactBucket {
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;

    ArtefactBucket(S3Client s3) {
        this.s3 = s3;
    }

    /** An object's content, its user metadata, and the ETag that says whether it is still the same. */
    record Found(SdkBytes content, Map<String, String> metadata, String eTag) {}

    Optional<Found> find(S3Location location) {
        try {
            ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(
                    request -> request.bucket(location.bucket()).key(location.key()));
            GetObjectResponse response = object.response();
            return Optional.of(
                    new Found(SdkBytes.fromByteArray(object.asByteArray()), response.metadata(), response.eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read " + location, e);
        }
    }

    /** Writes an object where none is; answers whether it did. */
    boolean putNew(S3Location location, RequestBody content, Map<String, String> metadata) {
        return put(request(location, metadata).ifNoneMatch("*").build(), content);
    }

    /** Replaces an object that is still the one that was found; answers whether it did. */
    boolean replace(S3Location location, Found found, RequestBody content, Map<String, String> metadata) {
        return put(request(location, metadata).ifMatch(found.eTag()).build(), content);
    }

    private static PutObjectRequest.Builder request(S3Location location, Map<String, String> metadata) {
        return PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .metadata(metadata);
    }

    private boolean put(PutObjectRequest request, RequestBody content) {
        try {
            s3.putObject(request, content);
            return true;
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw AwsErrors.of("Cannot write s3://" + request.bucket() + "/" + request.key(), e);
        }
    }
}
