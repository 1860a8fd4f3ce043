package dev.waybill.validate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Decodes {@code {"delivery": "s3://…/delivery.json"}} for {@link ValidateBatch}, and encodes its verdict, without values of rows. */
public final class ValidateBatchHandler implements RequestStreamHandler {
    private final ValidateBatch validateBatch;

    /** For the Lambda runtime: clients and settings from the environment. */
    public ValidateBatchHandler() {
        this(new ValidateBatch(
                S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                RedshiftDataClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                ValidateBatchSettings.fromEnvironment(System.getenv()),
                Pause.sleeping()));
    }

    public ValidateBatchHandler(ValidateBatch validateBatch) {
        this.validateBatch = validateBatch;
    }

    /** The state machine's payload. */
    private record ValidationRequest(S3Location delivery) {}

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        ValidationRequest request = ReceiptJson.read(event.readAllBytes(), ValidationRequest.class, "the event");
        Verdict verdict = PowertoolsLogging.withLogging(context, () -> validateBatch.run(request.delivery()));
        answer.write(ReceiptJson.write(verdict.withoutExamples()).getBytes(StandardCharsets.UTF_8));
    }
}
