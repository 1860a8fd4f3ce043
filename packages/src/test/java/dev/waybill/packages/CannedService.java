package dev.waybill.packages;

import dev.waybill.packages.LoopbackServer.Answer;
import dev.waybill.packages.LoopbackServer.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An AWS service of the JSON protocol, on this machine: one answer for each operation, whatever the request says. */
final class CannedService implements AutoCloseable {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/x-amz-json-1.1");
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final LoopbackServer server =
            new LoopbackServer(request -> answers.getOrDefault(operation(request), new Answer(503, JSON, "{}")));

    CannedService answer(String operation, String body) {
        answers.put(operation, new Answer(200, JSON, body));
        return this;
    }

    CannedService refuse(String operation, String error) {
        answers.put(
                operation, new Answer(400, JSON, "{\"__type\": \"" + error + "\", \"message\": \"so the test says\"}"));
        return this;
    }

    /** {@code Operation body}, in order. */
    List<String> requests() {
        return server.requests().stream()
                .map(request -> operation(request) + " " + request.body())
                .toList();
    }

    URI endpoint() {
        return server.endpoint();
    }

    private static String operation(Request request) {
        String target = request.header("X-Amz-Target");
        return target.substring(target.lastIndexOf('.') + 1);
    }

    @Override
    public void close() {
        server.close();
    }
}
