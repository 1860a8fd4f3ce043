package dev.waybill.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.local.states.SdkShapes;
import dev.waybill.local.states.TaskFailedException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Step Functions and the Redshift Data API over HTTP, in the services' own protocol: the AWS CLI and the SDKs work with it, and
 * Waybill's own commands beside a pipeline that runs. On a loopback port.
 *
 * <p>It lets in who knows the {@link AccessKey} of the home.
 */
final class ServiceApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceApi.class);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST_REQUEST = 1 << 20;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    static {
        // Otherwise each answer waits 40 ms for the client to acknowledge its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private final Map<String, Service> services;
    private final AccessKey key;

    /** A service by the name that its requests carry. */
    private record Service(Class<?> type, Object client) {}

    /** An answer to send. */
    private record Reply(int status, JsonNode body) {}

    private ServiceApi(HttpServer server, SfnClient states, RedshiftDataClient redshift, AccessKey key) {
        this.server = server;
        this.services = Map.of(
                "AWSStepFunctions", new Service(SfnClient.class, states),
                "RedshiftData", new Service(RedshiftDataClient.class, redshift));
        this.key = key;
    }

    /**
     * Starts it on a port that the system chooses.
     *
     * @param load answers beside the two services, at {@link LoadApi#PATH}
     */
    static ServiceApi start(SfnClient states, RedshiftDataClient redshift, AccessKey key, HttpHandler load) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ServiceApi api = new ServiceApi(server, states, redshift, key);
            server.setExecutor(api.calls);
            server.createContext("/", api::handle);
            server.createContext(LoadApi.PATH, load);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the API: " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!key.isIn(exchange)) {
            return error(BAD_REQUEST, "UnrecognizedClientException", "The access key isn't that of this home");
        }
        String[] target = header(exchange, "X-Amz-Target").split("\\.", 2);
        Optional<Service> service = Optional.ofNullable(services.get(target[0]));
        if (service.isEmpty() || target.length < 2) {
            return error(
                    BAD_REQUEST, "UnknownOperationException", "Only Step Functions and the Redshift Data API are here");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST);
        return call(service.get(), target[1], body);
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static Reply call(Service service, String operation, byte[] body) throws IOException {
        try {
            Class<?> requestType = Class.forName(service.type().getPackageName() + ".model." + operation + "Request");
            JsonNode json =
                    ReceiptJson.mapper().readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body);
            SdkPojo builder = (SdkPojo) requestType.getMethod("builder").invoke(null);
            Object request = ((SdkBuilder<?, ?>) SdkShapes.WIRE.fill(builder, json)).build();
            String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
            Object response = service.type().getMethod(method, requestType).invoke(service.client(), request);
            return new Reply(200, SdkShapes.WIRE.json((SdkPojo) response));
        } catch (InvocationTargetException e) {
            return failed(service, operation, Objects.requireNonNull(e.getCause()));
        } catch (ReflectiveOperationException e) {
            return error(BAD_REQUEST, "UnknownOperationException", "There is no " + operation);
        } catch (TaskFailedException | JsonProcessingException e) {
            return error(BAD_REQUEST, "SerializationException", String.valueOf(e.getMessage()));
        }
    }

    private static Reply failed(Service service, String operation, Throwable cause) {
        if (cause instanceof AwsServiceException e) {
            return error(BAD_REQUEST, code(service, e), String.valueOf(e.getMessage()));
        }
        if (cause instanceof UnsupportedOperationException) {
            return error(BAD_REQUEST, "UnknownOperationException", operation + " isn't supported on one machine");
        }
        LOG.error("{} failed", operation, cause);
        return error(SERVER_ERROR, "InternalServerException", String.valueOf(cause.getMessage()));
    }

    /** The errors of Step Functions have no Exception at the end of their names. */
    private static String code(Service service, AwsServiceException e) {
        String name = e.getClass().getSimpleName();
        return service.type() == SfnClient.class ? name.replaceFirst("Exception$", "") : name;
    }

    private static Reply error(int status, String type, String message) {
        ObjectNode body =
                ReceiptJson.mapper().createObjectNode().put("__type", type).put("message", message);
        return new Reply(status, body);
    }

    @Override
    public void close() {
        // Whoever waits for an answer is told by the connection's end.
        server.stop(0);
        calls.shutdownNow();
        try {
            if (!calls.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some calls go on while the services end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
