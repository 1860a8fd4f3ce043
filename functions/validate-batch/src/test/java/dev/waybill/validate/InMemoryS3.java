package dev.waybill.validate;

import dev.waybill.s3.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Objects by their locations. */
final class InMemoryS3 implements S3Client {
    private final Map<S3Location, byte[]> objects = new LinkedHashMap<>();
    private Optional<SdkException> failure = Optional.empty();

    void put(S3Location location, byte[] content) {
        objects.put(location, content);
    }

    void put(S3Location location, String content) {
        put(location, content.getBytes(StandardCharsets.UTF_8));
    }

    void delete(S3Location location) {
        objects.remove(location);
    }

    /** The text of an object, if it is there. */
    Optional<String> text(S3Location location) {
        return Optional.ofNullable(objects.get(location)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** From now on, every call fails so. */
    void fail(SdkException e) {
        failure = Optional.of(e);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        failure.ifPresent(e -> {
            throw e;
        });
        byte[] content = objects.get(new S3Location(request.bucket(), request.key()));
        if (content == null) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("The specified key does not exist.")
                    .build();
        }
        try {
            return transformer.transform(
                    GetObjectResponse.builder().build(),
                    AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        failure.ifPresent(e -> {
            throw e;
        });
        try (var content = body.contentStreamProvider().newStream()) {
            put(new S3Location(request.bucket(), request.key()), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
