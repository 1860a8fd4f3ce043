package dev.waybill.provision;

import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the answer where CloudFormation waits for it: a signed URL of S3, which allows no content type.
 *
 * <p>Powertools' handler of custom resources isn't used: it sends once, doesn't look whether S3 took the answer, and logs the
 * signed URL when sending fails (docs/adr/0005-small-packages.md). Here, neither messages nor logs show the URL's query, which is
 * the signature, or what S3 answered: a refusal of S3 quotes the query.
 */
final class AnswerSender {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerSender.class);
    private static final int ATTEMPTS = 5;
    private final Pause pause;

    AnswerSender(Pause pause) {
        this.pause = pause;
    }

    /**
     * Sends the answer.
     *
     * @throws TransientException if it can't be delivered. Lambda then sends the event again, and all is done once more
     */
    void send(StackAnswer answer) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        URI url = answer.request().answerTo();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .PUT(BodyPublishers.ofString(answer.json()))
                .build();
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
        for (int attempt = 1; ; attempt++) {
            Optional<String> failure = put(client, request);
            if (failure.isEmpty()) {
                return;
            }
            String message = "Cannot answer CloudFormation at " + url.getHost() + url.getPath() + ": " + failure.get();
            if (attempt == ATTEMPTS) {
                throw new TransientException(message);
            }
            LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, message);
            pause(backoff);
        }
    }

    /** Answers why it wasn't taken, if it wasn't. */
    private static Optional<String> put(HttpClient client, HttpRequest request) {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answered with status " + status);
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    /** A pause ends early only by an interruption, and takes it for one of the warehouse's. */
    private void pause(Backoff backoff) {
        try {
            pause.pause(backoff.next());
        } catch (TransientException e) {
            throw interrupted(e);
        }
    }

    private static TransientException interrupted(Exception e) {
        return new TransientException("Interrupted while answering CloudFormation", e);
    }
}
