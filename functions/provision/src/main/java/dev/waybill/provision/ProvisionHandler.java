package dev.waybill.provision;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.waybill.error.TerminalException;
import dev.waybill.error.WaybillException;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Decodes CloudFormation's requests for {@link Provision}, and answers each of them: a stack that gets no answer hangs for the
 * template's {@code ServiceTimeout}, 16 minutes, also in its rollback. {@code Create} and {@code Update} do the same, but that an
 * update can do without the warehouse; {@code Delete} takes nothing away.
 */
public final class ProvisionHandler implements RequestStreamHandler {
    /** What remains to send the answer when the work gave up. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ProvisionHandler.class);
    private final BiFunction<String, Pause, Provision> provision;
    private final Pause pause;

    /** For the Lambda runtime. Clients are made with the first request, so that it can be answered if they can't. */
    public ProvisionHandler() {
        this(
                (version, pause) -> new Provision(
                        AwsClients.s3().build(), AwsClients.redshift().build(), Cargo.ofThisPackage(version), pause),
                Pause.sleeping());
    }

    /**
     * @param provision by the function's version that runs
     */
    ProvisionHandler(BiFunction<String, Pause, Provision> provision, Pause pause) {
        this.provision = provision;
        this.pause = pause;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        byte[] request = event.readAllBytes();
        PowertoolsLogging.withLogging(context, () -> handle(StackRequest.read(request), context));
    }

    private StackAnswer handle(StackRequest request, Context context) {
        StackAnswer answer = answer(request, context);
        LOG.info(
                "{} of {}: {}",
                request.type(),
                request.stackId(),
                answer.failure().orElse("done"));
        new AnswerSender(pause).send(answer);
        return answer;
    }

    private StackAnswer answer(StackRequest request, Context context) {
        try {
            return StackAnswer.success(request, attributes(request, context));
        } catch (WaybillException e) {
            LOG.error("Cannot provision", e);
            return StackAnswer.failure(request, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            // Also errors: whatever it was, it must be answered, and what is logged says more.
            LOG.error("Cannot provision", e);
            return StackAnswer.failure(request, e + ". See the log stream " + context.getLogStreamName());
        }
    }

    private Map<String, String> attributes(StackRequest request, Context context) {
        return switch (request.type()) {
            case "Create", "Update" -> published(request, context);
            case "Delete" -> Map.of();
            default -> throw new TerminalException("Unknown request of CloudFormation: '" + request.type() + "'");
        };
    }

    private Map<String, String> published(StackRequest request, Context context) {
        Clock clock = Clock.systemUTC();
        Duration remaining =
                Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_ANSWER);
        Deadline deadline = new Deadline(clock.instant().plus(remaining), clock, pause);
        PublishedJobs jobs = provision
                .apply(context.getFunctionVersion(), deadline)
                .run(ProvisionProperties.of(request.properties(), request.oldProperties()));
        return Map.of(
                "JobsJar", jobs.jobsJar().toString(),
                "ConvertScript", jobs.convertScript().toString(),
                "LoadScript", jobs.loadScript().toString());
    }
}
