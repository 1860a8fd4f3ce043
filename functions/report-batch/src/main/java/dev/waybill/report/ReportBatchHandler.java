package dev.waybill.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.waybill.operate.DeploymentSettings;
import dev.waybill.operate.WriteReport;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Decodes EventBridge's {@code Step Functions Execution Status Change} for {@link WriteReport}. */
public final class ReportBatchHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportBatchHandler.class);
    private final WriteReport writeReport;

    /** For the Lambda runtime: clients and settings from the environment. */
    public ReportBatchHandler() {
        this(new WriteReport(
                DeploymentSettings.fromEnvironment("report-batch", System.getenv())
                        .deployment(UrlConnectionHttpClient.create()),
                InstantSource.system()));
    }

    public ReportBatchHandler(WriteReport writeReport) {
        this.writeReport = writeReport;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        EndedExecution ended = EndedExecution.read(event.readAllBytes());
        S3Location report = PowertoolsLogging.withLogging(context, () -> {
            S3Location written = writeReport.afterExecution(ended.batch(), ended.name(), ended.stoppedAt());
            LOG.info("{} is written", written);
            return written;
        });
        answer.write(ReceiptJson.write(Map.of("report", report)).getBytes(StandardCharsets.UTF_8));
    }
}
