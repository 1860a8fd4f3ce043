package dev.waybill.start;

import dev.waybill.s3.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects by their locations; a list comes in pages of two. Versions are not kept: any version but one is gone. */
final class InMemoryS3 implements S3Client {
    static final Instant LAST_MODIFIED = Instant.parse("2018-02-05T00:05:12Z");
    static final String GONE_VERSION = "gone";
    private static final int PAGE = 2;
    private final Map<String, byte[]> objects = new TreeMap<>();
    private Optional<SdkException> failure = Optional.empty();

    void put(String location, String content) {
        objects.put(location, content.getBytes(StandardCharsets.UTF_8));
    }

    void put(String location, byte[] content) {
        objects.put(location, content);
    }

    void delete(String location) {
        objects.remove(location);
    }

    Optional<String> text(S3Location location) {
        return Optional.ofNullable(objects.get(location.toString()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** From now on, every call fails so. */
    void fail(SdkException e) {
        failure = Optional.of(e);
    }

    /** Depends on the content, and stands in quotes, as S3's does. */
    static String etag(byte[] content) {
        return "\"%08x\"".formatted(Arrays.hashCode(content));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        failIfToldTo();
        if (GONE_VERSION.equals(request.versionId())) {
            throw refusal(404, "The specified version does not exist.");
        }
        byte[] content = objects.get("s3://" + request.bucket() + "/" + request.key());
        if (content == null) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("The specified key does not exist.")
                    .build();
        }
        try {
            return transformer.transform(
                    GetObjectResponse.builder()
                            .eTag(etag(content))
                            .lastModified(LAST_MODIFIED)
                            .build(),
                    AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        failIfToldTo();
        String location = "s3://" + request.bucket() + "/" + request.key();
        if ("*".equals(request.ifNoneMatch()) && objects.containsKey(location)) {
            throw refusal(412, "At least one of the pre-conditions you specified did not hold");
        }
        try (var content = body.contentStreamProvider().newStream()) {
            objects.put(location, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        failIfToldTo();
        String bucket = "s3://" + request.bucket() + "/";
        int start = request.continuationToken() == null ? 0 : Integer.parseInt(request.continuationToken());
        List<Map.Entry<String, byte[]>> found = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(bucket + request.prefix()))
                .toList();
        int end = Math.min(found.size(), start + PAGE);
        return ListObjectsV2Response.builder()
                .contents(found.subList(start, end).stream()
                        .map(object -> S3Object.builder()
                                .key(object.getKey().substring(bucket.length()))
                                .eTag(etag(object.getValue()))
                                .size((long) object.getValue().length)
                                .build())
                        .toList())
                .isTruncated(end < found.size())
                .nextContinuationToken(end < found.size() ? String.valueOf(end) : null)
                .build();
    }

    private void failIfToldTo() {
        failure.ifPresent(e -> {
            throw e;
        });
    }

    private static SdkException refusal(int status, String message) {
        return (SdkException)
                S3Exception.builder().statusCode(status).message(message).build();
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
