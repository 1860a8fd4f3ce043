package dev.waybill.local.s3;

import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * S3 on a folder: S3Proxy, which speaks the real protocol, on a loopback port. Objects are files,
 * and stay when the process ends.
 *
 * <p>It has no versions, and it can't hold an object {@code d} beside an object {@code d/x}.
 */
public final class LocalS3 implements AutoCloseable {
    public static final Region REGION = Region.US_EAST_1;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private final S3Proxy proxy;
    private final Notifications notifications;
    private final S3Client client;
    private final LocalCredentials credentials;

    private LocalS3(S3Proxy proxy, Notifications notifications, LocalCredentials credentials) {
        this.proxy = proxy;
        this.notifications = notifications;
        this.credentials = credentials;
        this.client = client(endpoint(), credentials);
    }

    /** A client of the S3 that is at this address. */
    public static S3Client client(URI endpoint, LocalCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.id(), credentials.secret())))
                // A client that is given one doesn't close it, and the server would wait for its connections.
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
                .build();
    }

    /**
     * Starts S3 on {@code folder} and a port that the system chooses.
     *
     * @see #start(Path, int, String, Consumer)
     */
    public static LocalS3 start(Path folder, String suffix, Consumer<String> listener) {
        return start(folder, 0, suffix, listener);
    }

    /**
     * Starts S3 on {@code folder}.
     *
     * @param port 0 for one that the system chooses
     * @param suffix the end of the keys that are announced
     * @param listener called, in order and off the request's thread, with the S3 event (JSON, as Lambda gets it) of every
     *     object with this suffix, whichever client wrote it; what it throws, it hears again, after a while and when S3 is
     *     started again
     */
    public static LocalS3 start(Path folder, int port, String suffix, Consumer<String> listener) {
        try {
            Files.createDirectories(folder.resolve("buckets"));
            LocalCredentials credentials = LocalCredentials.keptIn(folder);
            Notifications notifications = new Notifications(
                    PendingAnnouncements.in(folder.resolve("announcements")),
                    suffix,
                    listener,
                    () -> new Backoff(FIRST_PAUSE, LONGEST_PAUSE));
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(new AnnouncingBlobStore(
                            new FilesystemNio2BlobStore(
                                    folder.resolve("buckets").toString()),
                            notifications))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.id(), credentials.secret())
                    .build();
            start(proxy);
            return new LocalS3(proxy, notifications, credentials);
        } catch (IOException e) {
            throw new TerminalException("Cannot start S3 on " + folder + ": " + e.getMessage(), e);
        }
    }

    // S3Proxy.start declares Exception.
    private static void start(S3Proxy proxy) throws IOException {
        try {
            proxy.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    public LocalCredentials credentials() {
        return credentials;
    }

    public S3Client client() {
        return client;
    }

    public void createBucket(String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (NoSuchBucketException e) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    /** Announces again what a process that was killed announced to nobody who heard it. */
    public void announcePending() {
        notifications.announcePending();
    }

    /** Waits until every announcement so far was made once, whether it was heard or not. */
    public void awaitAnnouncements() {
        notifications.awaitIdle();
    }

    /** Announces nothing more, when what is being announced was heard; the rest is announced after the next start. */
    public void endAnnouncements() {
        notifications.close();
    }

    @Override
    public void close() {
        endAnnouncements();
        client.close();
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop S3: " + e.getMessage(), e);
        }
    }
}
