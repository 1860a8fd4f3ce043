package dev.waybill.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.waybill.error.WaybillException;
import dev.waybill.metrics.Metric;
import dev.waybill.metrics.MetricLog;
import dev.waybill.metrics.PowertoolsMetricLog;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Decodes S3 events for {@link StartBatch}. Every record of an event is tried, whatever became of the others; if one
 * failed, the invocation fails at the end, and Lambda sends the event again: what was started is then found started.
 */
public final class StartBatchHandler implements RequestHandler<S3Event, List<Map<String, String>>> {
    private static final Logger LOG = LoggerFactory.getLogger(StartBatchHandler.class);
    private final StartBatch startBatch;
    private final MetricLog metrics;

    /** For the Lambda runtime: clients and settings from the environment. */
    public StartBatchHandler() {
        this(
                new StartBatch(
                        S3Client.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .build(),
                        SfnClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .build(),
                        StartBatchSettings.fromEnvironment(System.getenv())),
                new PowertoolsMetricLog());
    }

    public StartBatchHandler(StartBatch startBatch, MetricLog metrics) {
        this.startBatch = startBatch;
        this.metrics = metrics;
    }

    @Override
    public List<Map<String, String>> handleRequest(S3Event event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> startAll(event));
    }

    private List<Map<String, String>> startAll(S3Event event) {
        List<Map<String, String>> answers = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (S3EventNotificationRecord record : event.getRecords()) {
            try {
                StartedBatch started = startBatch.start(announcement(record));
                LOG.info("{} {} as {}", started.manifest(), started.outcome(), started.executionArn());
                answers.add(answer(started));
            } catch (WaybillException e) {
                LOG.error("{}", e.getMessage());
                failures.add(e);
            } catch (RuntimeException e) {
                // A bug: it fails the invocation as it is, but not before the other records were tried.
                LOG.error("Cannot start a batch, for a reason that Waybill didn't expect", e);
                failures.add(e);
            }
        }
        metrics.total(Map.of(
                Metric.MANIFESTS_STARTED, count(answers, answer -> "started".equals(answer.get("outcome"))),
                Metric.MANIFESTS_REFUSED, count(failures, DeliveryRefusedException.class::isInstance)));
        if (!failures.isEmpty()) {
            throw allOf(failures);
        }
        return answers;
    }

    private static <T> long count(List<T> all, Predicate<T> counts) {
        return all.stream().filter(counts).count();
    }

    private static Announcement announcement(S3EventNotificationRecord record) {
        S3ObjectEntity object = record.getS3().getObject();
        String bucket = record.getS3().getBucket().getName();
        try {
            return new Announcement(new S3Location(bucket, object.getUrlDecodedKey()), version(object));
        } catch (IllegalArgumentException e) {
            throw new DeliveryRefusedException("Cannot start a batch: " + e.getMessage(), e);
        }
    }

    /** Lambda's own deserializer gives an empty text where the event has no version. */
    private static Optional<String> version(S3ObjectEntity object) {
        return Optional.ofNullable(object.getVersionId()).filter(version -> !version.isEmpty());
    }

    // The first one decides whether trying again makes sense; a failure that may pass goes before one that stays.
    private static RuntimeException allOf(List<RuntimeException> failures) {
        RuntimeException first = failures.stream()
                .filter(failure -> !(failure instanceof DeliveryRefusedException))
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(failure -> failure != first).forEach(first::addSuppressed);
        return first;
    }

    private static Map<String, String> answer(StartedBatch started) {
        return Map.of(
                "manifest", started.manifest(),
                "batch", started.batch(),
                "execution_arn", started.executionArn(),
                "outcome", started.outcome());
    }
}
