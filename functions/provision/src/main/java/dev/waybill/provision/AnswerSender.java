package dev.waybill.provision;

import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the answer where CloudFormation waits for it: a signed URL of S3, which allows no content type. */
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
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return;
                }
                throw new IOException("it said " + response.statusCode() + ": " + response.body());
            } catch (IOException e) {
                // Without the query, which is the signature.
                String message = "Cannot answer CloudFormation at " + url.getHost() + url.getPath() + ": " + e;
                if (attempt == ATTEMPTS) {
                    throw new TransientException(message, e);
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, message);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientException("Interrupted while answering CloudFormation", e);
            }
            pause.pause(backoff.next());
        }
    }
}
