package dev.waybill.s3;

import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Small documents in S3: receipts, contracts, manifests. */
public final class S3Documents {
    /** There is one, or another request for it came first: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
    private static final Set<Integer> TAKEN = Set.of(412, 409);

    private final S3Client s3;

    public S3Documents(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Reads a whole document.
     *
     * @throws TerminalException if there is none, or S3 refuses
     * @throws TransientException if S3 didn't answer
     */
    public byte[] read(S3Location location) {
        return find(location)
                .orElseThrow(() -> new TerminalException("Cannot read " + location + ": there is no such object"));
    }

    /** Reads a whole document; empty if there is none. */
    public Optional<byte[]> find(S3Location location) {
        try {
            return Optional.of(s3.getObjectAsBytes(
                            request -> request.bucket(location.bucket()).key(location.key()))
                    .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read " + location, e);
        }
    }

    /**
     * Writes a document of JSON, over the one that is there.
     *
     * @throws TerminalException if S3 refuses
     * @throws TransientException if S3 didn't answer; writing again does no harm
     */
    public void write(S3Location location, String json) {
        write(location, json, "application/json");
    }

    /**
     * Writes a document of JSON where there is none.
     *
     * @return whether it was written; not if there is one, or somebody else writes it at this moment
     * @throws TerminalException if S3 refuses
     * @throws TransientException if S3 didn't answer: it may be written or not
     */
    public boolean create(S3Location location, String json) {
        try {
            s3.putObject(
                    request -> request.bucket(location.bucket())
                            .key(location.key())
                            .contentType("application/json")
                            .ifNoneMatch("*"),
                    RequestBody.fromString(json));
            return true;
        } catch (SdkException e) {
            if (e instanceof S3Exception refusal && TAKEN.contains(refusal.statusCode())) {
                return false;
            }
            throw AwsErrors.of("Cannot write " + location, e);
        }
    }

    /** Writes a page for browsers, over the one that is there. */
    public void writePage(S3Location location, String html) {
        write(location, html, "text/html; charset=utf-8");
    }

    private void write(S3Location location, String document, String contentType) {
        try {
            s3.putObject(
                    request -> request.bucket(location.bucket())
                            .key(location.key())
                            .contentType(contentType),
                    RequestBody.fromString(document));
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot write " + location, e);
        }
    }
}
