package dev.waybill.packages;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function under the runtime client that AWS runs Java functions with, and the runtime API that it talks to.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
final class LambdaProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUEST = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    /**
     * What a function answered.
     *
     * @param kind {@code response}, {@code error} or {@code init/error}
     */
    record Answer(String kind, JsonNode body) {
        /** {@code response}, or the class of the error. */
        String outcome() {
            return kind.equals("response") ? kind : body.path("errorType").textValue();
        }

        /** {@code class: message} of an error. */
        String error() {
            return body.path("errorType").textValue() + ": "
                    + body.path("errorMessage").textValue();
        }
    }

    private final HttpServer api;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final JavaProcess process;

    private LambdaProcess(Path unpacked, Path output, String handler, Map<String, String> environment) {
        try {
            api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api.setExecutor(threads);
        api.createContext("/2018-06-01/runtime/", this::serve);
        api.start();
        process = JavaProcess.start(
                unpacked,
                output,
                variables(environment),
                List.of("-cp", runtimeClassPath(), AWSLambda.class.getName(), handler));
    }

    static LambdaProcess start(Path unpacked, Path output, String handler, Map<String, String> environment) {
        return new LambdaProcess(unpacked, output, handler, environment);
    }

    Answer invoke(String event) throws InterruptedException {
        events.add(event);
        return answer();
    }

    /** Without an event: what it says when it can't start. */
    Answer answer() throws InterruptedException {
        Answer answer = null;
        for (int second = 0; second < 120 && answer == null && process.isAlive(); second++) {
            answer = answers.poll(1, TimeUnit.SECONDS);
        }
        if (answer == null) {
            // What it said last may have come between the last look and its end.
            answer = answers.poll();
        }
        if (answer != null) {
            return answer;
        }
        throw new AssertionError("The function did not answer. It printed:\n" + process.printed());
    }

    String printed() {
        return process.printed();
    }

    /** What CloudWatch makes metrics of, each a line, without their times. */
    List<JsonNode> metrics() {
        return printed()
                .lines()
                .filter(line -> line.startsWith("{\"_aws\":"))
                .map(LambdaProcess::json)
                .peek(line -> ((ObjectNode) line.path("_aws")).remove("Timestamp"))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "waybill",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/waybill",
                "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/25/[1]abc",
                "POWERTOOLS_METRICS_NAMESPACE", "waybill",
                "POWERTOOLS_SERVICE_NAME", "waybill",
                "AWS_REGION", "us-east-1"));
        variables.putAll(environment);
        return variables;
    }

    /** The runtime's own jars: on AWS, a function's class path doesn't have more either. */
    private static String runtimeClassPath() {
        return Stream.of(AWSLambda.class, LambdaRuntime.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(LambdaProcess::jarOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.endsWith("/invocation/next")) {
                next(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String kind = path.endsWith("/init/error") ? "init/error" : path.substring(path.lastIndexOf('/') + 1);
            // Before the process is told, which may end then.
            answers.add(new Answer(kind, JSON.readTree(body.isEmpty() ? "null" : body)));
            respond(exchange, 202, "{\"status\": \"OK\"}");
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            String event = events.take();
            Instant deadline = Instant.now().plus(Duration.ofMinutes(15));
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", REQUEST);
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:123456789012:function:waybill");
            respond(exchange, 200, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The runtime client crashes on an answer without a content type.
    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        process.close();
        threads.shutdownNow();
        api.stop(0);
    }
}
