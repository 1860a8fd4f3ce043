package dev.waybill.packages;

import dev.waybill.local.s3.LocalS3;
import dev.waybill.s3.S3Location;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/** Where the processes find S3 and the other services: on this machine. */
final class LocalAws implements AutoCloseable {
    final LocalS3 s3;

    LocalAws(Path folder) {
        s3 = LocalS3.start(folder, ".none", event -> {});
    }

    void put(String location, byte[] content) {
        S3Location object = S3Location.parse(location);
        s3.createBucket(object.bucket());
        s3.client()
                .putObject(
                        request -> request.bucket(object.bucket()).key(object.key()), RequestBody.fromBytes(content));
    }

    String text(String location) {
        S3Location object = S3Location.parse(location);
        return s3.client()
                .getObjectAsBytes(request -> request.bucket(object.bucket()).key(object.key()))
                .asUtf8String();
    }

    /** What tells an AWS SDK where S3 is. S3Proxy doesn't know the newest checksums. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                "AWS_REGION", LocalS3.REGION.id(),
                "AWS_ACCESS_KEY_ID", s3.credentials().id(),
                "AWS_SECRET_ACCESS_KEY", s3.credentials().secret(),
                "AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_REQUIRED",
                "AWS_RESPONSE_CHECKSUM_VALIDATION", "WHEN_REQUIRED");
    }

    @Override
    public void close() {
        s3.close();
    }
}
