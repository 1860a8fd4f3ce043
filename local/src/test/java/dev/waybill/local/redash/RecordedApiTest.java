package dev.waybill.local.redash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The stand-in answers what a Redash 26.3.0 answered to the same requests. A Redash 10.1.0 answered the same, but for its
 * version. Recorded by record.py, beside the recording.
 */
class RecordedApiTest {
    @Test
    void theStandInSpeaksTheApiThatWasRecorded() throws Exception {
        try (RedashStandIn redash = new RedashStandIn()) {
            for (String line : recording()) {
                JsonNode step = ReceiptJson.mapper().readTree(line);
                HttpResponse<String> answer = ask(redash, step);
                assertThat(answer.statusCode())
                        .as(line)
                        .isEqualTo(step.path("status").asInt());
                assertThat(answer.headers().firstValue("Content-Type"))
                        .as(line)
                        .hasValue(step.path("type").asText());
                if (step.has("answer")) {
                    assertThat(ReceiptJson.mapper().readTree(answer.body()))
                            .as(line)
                            .isEqualTo(step.path("answer"));
                }
            }
        }
    }

    private static List<String> recording() throws IOException {
        try (InputStream file = RecordedApiTest.class.getResourceAsStream("redash-26.3.0.jsonl")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static HttpResponse<String> ask(RedashStandIn redash, JsonNode step)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(redash.url() + "/" + step.path("path").asText()))
                .header("Authorization", "Key " + step.path("key").asText(RedashStandIn.KEY))
                .method(
                        step.path("method").asText(),
                        step.has("body")
                                ? BodyPublishers.ofString(step.path("body").toString())
                                : BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
