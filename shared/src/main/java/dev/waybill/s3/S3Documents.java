package dev.waybill.s3;

import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Small documents in S3: receipts, contracts, manifests. */
public final class S3Documents {
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

    /** Writes a page for browsers, in the same way. */
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
