package dev.waybill.local.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** CloudFormation on loopback that knows one stack, and beside it every service as it answers who lacks a permission. */
final class AwsStandIn implements AutoCloseable {
    private static final String DENIED =
            "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: the call";
    private final List<HttpServer> servers = new ArrayList<>();
    private final String stack;
    private final Map<String, String> outputs;
    private final String cloudFormation;

    AwsStandIn(String stack, Map<String, String> outputs) {
        this.stack = stack;
        this.outputs = Map.copyOf(outputs);
        this.cloudFormation = serve(this::describe);
    }

    /** Where CloudFormation is. */
    String cloudFormation() {
        return cloudFormation;
    }

    /** A service that lets nobody do anything, by its protocol: {@code json}, {@code query} or {@code xml}. */
    String denying(String protocol) {
        return switch (protocol) {
            case "json" -> serve(exchange -> answer(exchange, 400, """
                    {"__type": "AccessDeniedException", "message": "%s"}""".formatted(DENIED)));
            case "query" -> serve(exchange -> answer(exchange, 403, """
                    <ErrorResponse><Error><Code>AccessDenied</Code><Message>%s</Message></Error></ErrorResponse>""".formatted(DENIED)));
            case "xml" -> serve(exchange -> answer(exchange, 403, """
                    <Error><Code>AccessDenied</Code><Message>%s</Message></Error>""".formatted(DENIED)));
            default -> throw new IllegalArgumentException(protocol);
        };
    }

    private String serve(HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", handler);
            server.start();
            servers.add(server);
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
    private void describe(HttpExchange exchange) throws IOException {
        String form = URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (!form.contains("Action=DescribeStacks") || !form.contains("StackName=" + stack)) {
            answer(exchange, 400, """
                    <ErrorResponse><Error><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>""");
            return;
        }
        String members = outputs.entrySet().stream()
                .map(output -> "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                        .formatted(output.getKey(), output.getValue()))
                .collect(Collectors.joining());
        answer(exchange, 200, """
                <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>%s</StackName><Outputs>%s</Outputs>\
                </member></Stacks></DescribeStacksResult></DescribeStacksResponse>""".formatted(stack, members));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
