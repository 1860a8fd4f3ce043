package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.packages.LoopbackServer.Answer;
import dev.waybill.packages.LoopbackServer.Request;
import dev.waybill.s3.S3Location;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * S3 for what S3Proxy can't show: it takes the versions and the checksums that it is asked with, as they come. It keeps nothing of
 * what is put.
 */
final class CannedS3 implements AutoCloseable {
    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private final LoopbackServer server = new LoopbackServer(this::answer);

    void put(String location, String content) {
        S3Location object = S3Location.parse(location);
        objects.put("/" + object.bucket() + "/" + object.key(), content);
    }

    private static String crc32(String content) {
        CRC32 sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** What an AWS SDK sends with an object, unless it is told that only what requires a checksum gets one. */
    static void requireChecksumAndToken(Request put) {
        assertThat(put.header("x-amz-security-token")).isEqualTo(SessionCredentials.TOKEN);
        assertThat(put.header("x-amz-trailer")).isEqualTo("x-amz-checksum-crc32");
        String[] chunk = put.body().split("\r\n", 3);
        assertThat(chunk[2]).contains("x-amz-checksum-crc32:" + crc32(chunk[1]));
    }

    List<Request> requests(String method) {
        return server.requests().stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    URI endpoint() {
        return server.endpoint();
    }

    private Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return new Answer(200, Map.of("ETag", "\"1\""), "");
        }
        String path = request.uri().getPath();
        String query = String.valueOf(request.uri().getQuery());
        return query.contains("list-type=2") ? list(path, query) : object(path);
    }

    private Answer object(String path) {
        String content = objects.get(path);
        return content == null
                ? new Answer(404, Map.of(), "<Error><Code>NoSuchKey</Code></Error>")
                : new Answer(200, Map.of("ETag", "\"1\"", "Last-Modified", "Mon, 05 Feb 2018 00:05:12 GMT"), content);
    }

    private Answer list(String path, String query) {
        String bucket = path.endsWith("/") ? path : path + "/";
        String prefix = query.replaceFirst("(.*&)?prefix=([^&]*).*", "$2");
        StringBuilder contents = new StringBuilder();
        objects.forEach((object, content) -> {
            if (object.startsWith(bucket + prefix)) {
                contents.append("<Contents><Key>%s</Key><ETag>\"1\"</ETag><Size>%d</Size></Contents>"
                        .formatted(object.substring(bucket.length()), content.length()));
            }
        });
        return new Answer(200, Map.of(), "<ListBucketResult>" + contents + "</ListBucketResult>");
    }

    @Override
    public void close() {
        server.close();
    }
}
