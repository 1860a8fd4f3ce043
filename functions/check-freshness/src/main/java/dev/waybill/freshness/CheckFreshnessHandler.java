package dev.waybill.freshness;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.waybill.metrics.PowertoolsMetricLog;
import dev.waybill.operate.Deployment;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Answers a schedule, whose event says nothing that {@link CheckFreshness} needs. */
public final class CheckFreshnessHandler implements RequestStreamHandler {
    private final CheckFreshness checkFreshness;

    /** For the Lambda runtime: clients and settings from the environment. */
    public CheckFreshnessHandler() {
        this(of(CheckFreshnessSettings.fromEnvironment(System.getenv())));
    }

    CheckFreshnessHandler(CheckFreshness checkFreshness) {
        this.checkFreshness = checkFreshness;
    }

    private static CheckFreshness of(CheckFreshnessSettings settings) {
        SdkHttpClient http = UrlConnectionHttpClient.create();
        Deployment deployment = settings.deployment().deployment(http);
        SnsClient sns = SnsClient.builder().httpClient(http).build();
        return new CheckFreshness(
                deployment,
                new SnsTopic(sns, settings.topicArn(), deployment.commands()),
                new PowertoolsMetricLog(),
                InstantSource.system());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Freshness found = PowertoolsLogging.withLogging(context, checkFreshness::run);
        answer.write(ReceiptJson.write(found).getBytes(StandardCharsets.UTF_8));
    }
}
