package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** One request and its answer; nothing is tried twice here. It follows no redirect: the key is for one server. */
final class RedashHttp {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final RedashUrl url;
    private final Secret key;
    private final Duration timeout;

    /** Asks one Redash, and waits for an answer only so long. */
    RedashHttp(RedashUrl url, Secret key, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                .build();
        this.url = url;
        this.key = key;
        this.timeout = timeout;
    }

    JsonNode get(String path) {
        return send(Method.GET, path, request(path).GET());
    }

    JsonNode post(String path, ObjectNode body) {
        return send(Method.POST, path, request(path).POST(BodyPublishers.ofString(body.toString())));
    }

    JsonNode delete(String path) {
        return send(Method.DELETE, path, request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("Authorization", "Key " + key.text());
    }

    private JsonNode send(Method method, String path, HttpRequest.Builder request) {
        URI address = url.resolve(path);
        String attempt = "Cannot " + method.verb() + " " + address;
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new HttpAnswer(method, attempt, response).json();
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new TransientException(
                    attempt
                            + ": nothing there takes a connection. Check the URL, and that Redash runs and is reachable from here",
                    e);
        } catch (HttpTimeoutException e) {
            throw lost(method, attempt + ": no answer within " + timeout.toMillis() / 1000.0 + " seconds", e);
        } catch (IOException e) {
            throw lost(method, attempt + ": the connection broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost(method, attempt + ": interrupted", e);
        }
    }

    /** What was read may be read again; what was written may have arrived. */
    private static RuntimeException lost(Method method, String message, Exception e) {
        return method == Method.GET ? new TransientException(message, e) : new UnknownOutcomeException(message, e);
    }

    /** What a request does. */
    enum Method {
        GET("read"),
        POST("write"),
        DELETE("delete");

        private final String verb;

        Method(String verb) {
            this.verb = verb;
        }

        String verb() {
            return verb;
        }
    }
}
