package dev.waybill.validate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.waybill.contract.Severity;
import dev.waybill.metrics.Metric;
import dev.waybill.metrics.MetricLog;
import dev.waybill.metrics.PowertoolsMetricLog;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Decodes {@code {"delivery": "s3://…/delivery.json"}} for {@link ValidateBatch}, and encodes its verdict, without values of rows. */
public final class ValidateBatchHandler implements RequestStreamHandler {
    private final ValidateBatch validateBatch;
    private final MetricLog metrics;

    /** For the Lambda runtime: clients and settings from the environment. */
    public ValidateBatchHandler() {
        this(
                new ValidateBatch(
                        S3Client.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .build(),
                        RedshiftDataClient.builder()
                                .httpClient(UrlConnectionHttpClient.create())
                                .build(),
                        ValidateBatchSettings.fromEnvironment(System.getenv()),
                        Pause.sleeping()),
                new PowertoolsMetricLog());
    }

    public ValidateBatchHandler(ValidateBatch validateBatch, MetricLog metrics) {
        this.validateBatch = validateBatch;
        this.metrics = metrics;
    }

    /** The state machine's payload. */
    private record ValidationRequest(S3Location delivery) {}

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        ValidationRequest request = ReceiptJson.read(event.readAllBytes(), ValidationRequest.class, "the event");
        Verdict verdict = PowertoolsLogging.withLogging(context, () -> validateBatch.run(request.delivery()));
        Map<Metric, Long> broken = Map.of(
                Metric.CHECKS_FAILED, (long) verdict.failed(Severity.FAIL).size(),
                Metric.CHECKS_WARNED, (long) verdict.failed(Severity.WARN).size());
        metrics.of(verdict.dataset(), broken);
        metrics.total(broken);
        answer.write(ReceiptJson.write(verdict.withoutExamples()).getBytes(StandardCharsets.UTF_8));
    }
}
