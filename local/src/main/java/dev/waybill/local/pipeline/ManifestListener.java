package dev.waybill.local.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.lambda.LocalLambda;
import dev.waybill.local.s3.NotHeardException;
import dev.waybill.s3.S3Location;
import dev.waybill.start.DeliveryRefusedException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What the notification of a source bucket sets off: the crawler learns of the folder, and start-batch is invoked. The
 * latest answer about each manifest is kept for whoever delivered it. What start-batch couldn't do counts as not heard.
 */
final class ManifestListener implements Consumer<String> {
    /** Who delivers a folder asks for its answer at once. */
    private static final int MOST_ANSWERS = 1000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final LocalGlue glue;
    private final LocalLambda lambda;
    private final PipelineListener listener;
    private final Map<S3Location, Answer> answers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<S3Location, Answer> eldest) {
            return size() > MOST_ANSWERS;
        }
    });

    ManifestListener(LocalGlue glue, LocalLambda lambda, PipelineListener listener) {
        this.glue = glue;
        this.lambda = lambda;
        this.listener = listener;
    }

    @Override
    public void accept(String event) {
        S3Location manifest = manifest(event);
        if (!manifest.bucket().startsWith(Names.SOURCE_BUCKET_PREFIX)) {
            return;
        }
        // What answered before must not be taken for what comes.
        answers.remove(manifest);
        Answer answer = start(manifest, event);
        answers.put(manifest, answer);
        listener.answered(manifest, answer);
        if (answer instanceof Answer.Failed failed) {
            throw new NotHeardException(failed.message());
        }
    }

    private Answer start(S3Location manifest, String event) {
        String crawler = Names.CRAWLER_PREFIX + Names.system(manifest.bucket());
        boolean inFolder = manifest.key().contains("/");
        try {
            glue.registerCrawler(crawler, Names.SOURCE_DATABASE);
            if (inFolder) {
                // Before start-batch: the execution's first state crawls.
                glue.announce(crawler, manifest.folder());
            }
            Answer answer = answer(event);
            if (inFolder && answer instanceof Answer.Refused) {
                glue.withdraw(crawler, manifest.folder());
            }
            return answer;
        } catch (UncheckedIOException e) {
            return new Answer.Failed("Cannot start the batch of " + manifest + ": " + e.getMessage());
        }
    }

    /** The latest answer about a manifest; its announcement must have been heard. */
    Answer latest(S3Location manifest) {
        Answer answer = answers.get(manifest);
        if (answer == null) {
            throw new IllegalStateException("Nobody announced " + manifest);
        }
        return answer;
    }

    private Answer answer(String event) {
        InvokeResponse response = lambda.invoke(
                request -> request.functionName(Names.START_BATCH).payload(SdkBytes.fromUtf8String(event)));
        JsonNode answer = read(response.payload().asUtf8String());
        if (response.functionError() != null) {
            String message = answer.path("errorMessage").asText();
            // Lambda invokes a function again whatever it threw; what is refused would only be refused again.
            return answer.path("errorType").asText().equals(DeliveryRefusedException.class.getName())
                    ? new Answer.Refused(message)
                    : new Answer.Failed(message);
        }
        JsonNode started = answer.path(0);
        return new Answer.Started(
                started.path("batch").asText(),
                started.path("execution_arn").asText(),
                started.path("outcome").asText().equals("already_started"));
    }

    private static S3Location manifest(String event) {
        JsonNode s3 = read(event).path("Records").path(0).path("s3");
        return new S3Location(
                s3.path("bucket").path("name").asText(),
                URLDecoder.decode(s3.path("object").path("key").asText(), StandardCharsets.UTF_8));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON: " + json, e);
        }
    }
}
