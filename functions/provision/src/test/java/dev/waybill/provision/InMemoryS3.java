package dev.waybill.provision;

import dev.waybill.s3.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects by their locations, with S3's conditional writes. */
final class InMemoryS3 implements S3Client {
    private final SortedMap<String, Stored> objects = new TreeMap<>();
    private final Queue<Integer> refusals = new ArrayDeque<>();
    private Optional<AwsServiceException> failure = Optional.empty();
    private Runnable beforeNextWrite = () -> {};
    private boolean losesNextAnswer;
    private final List<String> written = new ArrayList<>();

    private record Stored(String text, Map<String, String> metadata, String eTag) {}

    /** As {@code aws s3 cp} does: without metadata. */
    void put(String location, String text) {
        store(location, text, Map.of());
    }

    private void store(String location, String text, Map<String, String> metadata) {
        written.add(location);
        objects.put(location, new Stored(text, metadata, "\"" + written.size() + "\""));
    }

    String text(String location) {
        return Optional.ofNullable(objects.get(location)).orElseThrow().text();
    }

    /** Where, in its order. */
    List<String> written() {
        return List.copyOf(written);
    }

    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        objects.forEach((location, object) -> texts.put(location, object.text()));
        return texts;
    }

    /** From now on, every write fails so. */
    void failWrites(AwsServiceException e) {
        failure = Optional.of(e);
    }

    /** The next write, or the one after those that already are, is refused with this status, and changes nothing. */
    void refuseNextWrite(int status) {
        refusals.add(status);
    }

    /** Somebody gets in between a look and the next write. */
    void beforeNextWrite(Runnable somebody) {
        beforeNextWrite = somebody;
    }

    /** The next write is done, but its answer is lost, so that the SDK tries again: of a conditional one, it learns this. */
    void loseNextAnswer() {
        losesNextAnswer = true;
    }

    void delete(String location) {
        objects.remove(location);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Stored object = objects.get(new S3Location(request.bucket(), request.key()).toString());
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        GetObjectResponse response = GetObjectResponse.builder()
                .metadata(object.metadata())
                .eTag(object.eTag())
                .build();
        byte[] content = object.text().getBytes(StandardCharsets.UTF_8);
        try {
            return transformer.transform(response, AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        Stored object = objects.get(new S3Location(request.bucket(), request.key()).toString());
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return HeadObjectResponse.builder().metadata(object.metadata()).build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        failure.ifPresent(e -> {
            throw e;
        });
        if (!refusals.isEmpty()) {
            throw refusal(refusals.remove());
        }
        Runnable somebody = beforeNextWrite;
        beforeNextWrite = () -> {};
        somebody.run();
        String location = new S3Location(request.bucket(), request.key()).toString();
        requireHolds(request, Optional.ofNullable(objects.get(location)));
        try (var content = body.contentStreamProvider().newStream()) {
            store(location, new String(content.readAllBytes(), StandardCharsets.UTF_8), request.metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (losesNextAnswer) {
            losesNextAnswer = false;
            throw refusal(412);
        }
        return PutObjectResponse.builder().build();
    }

    private static void requireHolds(PutObjectRequest request, Optional<Stored> object) {
        if (request.ifNoneMatch() != null && object.isPresent()) {
            throw refusal(412);
        }
        if (request.ifMatch() != null
                && !object.orElseThrow(() -> refusal(404)).eTag().equals(request.ifMatch())) {
            throw refusal(412);
        }
    }

    private static AwsServiceException refusal(int status) {
        return S3Exception.builder()
                .statusCode(status)
                .message("status " + status)
                .build();
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
