package dev.waybill.local.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.page.PagePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves what is known of a pipeline to browsers on this machine: {@code /}, {@code /batches}, {@code /batches/<id>}, and
 * {@code /status.json} for scripts. It changes nothing.
 *
 * <p>It is on loopback, and answers only requests for a name of loopback: a site elsewhere that lets its own name lead here
 * gets nothing (DNS rebinding). It deliberately doesn't ask who is there: whoever is on this machine may look.
 */
public final class WebPage implements AutoCloseable {
    /** A page takes a few requests to the services; more at a time would only wait for each other. */
    private static final int THREADS = 4;

    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final WebRoutes routes;

    /**
     * Starts it.
     *
     * @param clock for ages
     * @param port on loopback; 0 for any that is free
     * @throws UncheckedIOException if the port is taken
     */
    public WebPage(Deployment deployment, InstantSource clock, int port) {
        routes = new WebRoutes(deployment, clock);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve the page on port " + port + ": " + e.getMessage(), e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** {@code http://127.0.0.1:8710/}. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WebReply reply = isForLoopback(exchange.getRequestHeaders())
                    ? routes.reply(exchange.getRequestMethod(), exchange.getRequestURI())
                    : routes.wrongHost(url());
            send(exchange, reply);
        }
    }

    private boolean isForLoopback(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        return hosts.size() == 1
                && Set.of("127.0.0.1:" + port(), "localhost:" + port(), "[::1]:" + port())
                        .contains(hosts.get(0));
    }

    private static void send(HttpExchange exchange, WebReply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.contentType());
        headers.set("Content-Security-Policy", PagePolicy.header());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (reply.status() == WebReply.METHOD_NOT_ALLOWED) {
            headers.set("Allow", "GET, HEAD");
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
