package dev.waybill.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.warehouse.Backoff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bucket notifications: S3Proxy has none, so the event is made here in the form that Lambda gets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message
 *     structure</a>
 */
final class Notifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final PendingAnnouncements pending;
    private final String suffix;
    private final Consumer<String> listener;
    private final Supplier<Backoff> pauses;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() * 1000);
    private final ScheduledThreadPoolExecutor calls = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "s3-notifications");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Announces to a listener.
     *
     * @param pauses the pauses before each announcement is made again that wasn't heard
     */
    Notifications(PendingAnnouncements pending, String suffix, Consumer<String> listener, Supplier<Backoff> pauses) {
        this.pending = pending;
        this.suffix = suffix;
        this.listener = listener;
        this.pauses = pauses;
        // What waits is announced by the next process.
        calls.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void written(String event, String bucket, String key, @Nullable String etag) {
        if (key.endsWith(suffix)) {
            long number = sequence.incrementAndGet();
            String json = event(event, bucket, key, etag == null ? "" : etag.replace("\"", ""), number);
            announce(pending.keep(number, json), json);
        }
    }

    void announcePending() {
        // All are read before the first is announced: one that is damaged is found while nothing has begun.
        Map<Path, String> events = new LinkedHashMap<>();
        pending.all().forEach(file -> PendingAnnouncements.read(file).ifPresent(json -> events.put(file, json)));
        events.forEach(this::announce);
    }

    private void announce(Path file, String json) {
        Backoff backoff = pauses.get();
        try {
            Future<?> unused = calls.submit(() -> announce(file, json, backoff));
        } catch (RejectedExecutionException e) {
            LOG.info("{} is announced by the next process: this one ends", file);
        }
    }

    /** What the listener throws, it hears again after a pause, and when the next process starts. */
    private void announce(Path file, String json, Backoff backoff) {
        try {
            listener.accept(json);
            pending.heard(file);
        } catch (RuntimeException e) {
            announceLater(file, json, backoff, e);
            if (!(e instanceof NotHeardException)) {
                throw e;
            }
        }
    }

    private void announceLater(Path file, String json, Backoff backoff, RuntimeException problem) {
        Duration pause = backoff.next();
        LOG.warn("{} wasn't heard, and is announced again in {}", file, pause, problem);
        try {
            ScheduledFuture<?> unused =
                    calls.schedule(() -> announce(file, json, backoff), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.info("{} is announced by the next process: this one ends", file);
        }
    }

    /** Waits until everything was announced once that had been written before. */
    void awaitIdle() {
        try {
            // One thread announces, in order.
            calls.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a notification was delivered", e);
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IllegalStateException("Notifications have ended", e);
        }
    }

    private String event(String name, String bucket, String key, String etag, long number) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode record = json.objectNode()
                .put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", LocalS3.REGION.id())
                .put("eventTime", Instant.now().toString())
                .put("eventName", name);
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "manifest");
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
        s3.putObject("object")
                // Slashes stay as they are in the events of S3.
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("eTag", etag)
                .put("sequencer", "%016X".formatted(number));
        ObjectNode event = json.objectNode();
        event.putArray("Records").add(record);
        return event.toString();
    }

    /** Ends what is being announced; what wasn't yet stays for the next process. */
    @Override
    public void close() {
        calls.shutdown();
        try {
            if (!calls.awaitTermination(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.shutdownNow();
                calls.awaitTermination(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            calls.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
