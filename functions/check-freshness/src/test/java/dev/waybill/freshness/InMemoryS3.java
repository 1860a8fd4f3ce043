package dev.waybill.freshness;

import dev.waybill.s3.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects by their locations, with the time of the test's clock. */
final class InMemoryS3 implements S3Client {
    private record Stored(String text, Instant at) {}

    private final Map<S3Location, Stored> objects = new TreeMap<>(Comparator.comparing(S3Location::toString));
    private final InstantSource clock;
    private Set<String> unreachable = Set.of();

    InMemoryS3(InstantSource clock) {
        this.clock = clock;
    }

    void put(String location, String text) {
        objects.put(S3Location.parse(location), new Stored(text, clock.instant()));
    }

    /** Lists below these prefixes fail. */
    void cutOff(String... prefixes) {
        unreachable = Set.of(prefixes);
    }

    /** The names below a folder. */
    List<String> names(String folder) {
        S3Location of = S3Location.parse(folder);
        return objects.keySet().stream()
                .filter(location -> location.isInside(of))
                .map(location -> location.key().substring(of.key().length()))
                .toList();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Stored stored = objects.get(new S3Location(request.bucket(), request.key()));
        if (stored == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        byte[] bytes = stored.text().getBytes(StandardCharsets.UTF_8);
        try {
            return transformer.transform(
                    GetObjectResponse.builder().build(), AbortableInputStream.create(new ByteArrayInputStream(bytes)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        S3Location location = new S3Location(request.bucket(), request.key());
        try (var content = body.contentStreamProvider().newStream()) {
            put(location.toString(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        if (unreachable.stream().anyMatch(request.prefix()::startsWith)) {
            throw S3Exception.builder().statusCode(503).message("Slow down").build();
        }
        String after = Objects.requireNonNullElse(request.startAfter(), "");
        Map<String, Stored> found = new TreeMap<>();
        objects.forEach((location, stored) -> {
            boolean isHere =
                    location.bucket().equals(request.bucket()) && location.key().startsWith(request.prefix());
            if (isHere && location.key().compareTo(after) > 0) {
                found.put(location.key(), stored);
            }
        });
        return request.delimiter() == null ? whole(found) : folders(found.keySet(), request.prefix());
    }

    private static ListObjectsV2Response whole(Map<String, Stored> found) {
        return ListObjectsV2Response.builder()
                .contents(found.entrySet().stream()
                        .map(entry -> S3Object.builder()
                                .key(entry.getKey())
                                .lastModified(entry.getValue().at())
                                .build())
                        .toList())
                .build();
    }

    private static ListObjectsV2Response folders(Set<String> keys, String prefix) {
        return ListObjectsV2Response.builder()
                .commonPrefixes(keys.stream()
                        .map(key -> key.substring(0, key.indexOf('/', prefix.length()) + 1))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map(folder -> CommonPrefix.builder().prefix(folder).build())
                        .toList())
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
