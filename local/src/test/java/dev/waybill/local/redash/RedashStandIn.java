package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.local.redash.RedashState.Refusal;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redash on loopback that keeps what it is given, speaks the API that was recorded, and has bad moments when told. */
final class RedashStandIn implements AutoCloseable {
    static final String KEY = "a6c0e3f1d2b4a6c0e3f1d2b4a6c0e3f1d2b4a6c0";
    private static final Pattern PATH = Pattern.compile("/(api/[a-z_]+)(?:/(\\d+))?");

    /** What happens to a request instead of, or after, being carried out. */
    enum Fault {
        NONE,
        /** A gateway's page of status 502. */
        BAD_GATEWAY,
        /** It is carried out, but the connection ends without an answer. */
        LOST_ANSWER,
        /** A page of status 200 for people, as of a proxy that wants a sign-in. */
        SIGN_IN_PAGE,
        REDIRECT,
        UNAUTHORIZED,
        FORBIDDEN,
        TOO_MANY,
        /** It is never answered. */
        SILENCE
    }

    /** Decides which fault a request meets; asked once for each, with the requests so far. */
    interface Faults {
        Fault of(String request, List<String> before);
    }

    final RedashState state = new RedashState();
    /** All requests, as {@code POST api/queries/7}. */
    final List<String> requests = new ArrayList<>();

    Faults faults = (request, before) -> Fault.NONE;
    String version = "26.3.0";
    List<String> permissions = List.of(
            "admin",
            "super_admin",
            "create_dashboard",
            "create_query",
            "edit_dashboard",
            "edit_query",
            "view_query",
            "view_source",
            "execute_query",
            "list_users",
            "schedule_query",
            "list_dashboards",
            "list_alerts",
            "list_data_sources");
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RedashStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    RedashUrl url() {
        return RedashUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Those requests that write. */
    List<String> writes() {
        return requests.stream().filter(request -> !request.startsWith("GET")).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring(1);
        Fault fault = faults.of(request, List.copyOf(requests));
        requests.add(request);
        switch (fault) {
            case NONE -> answer(exchange);
            case BAD_GATEWAY -> send(exchange, 502, "text/html", "<h1>502 Bad Gateway</h1>");
            case SIGN_IN_PAGE -> send(exchange, 200, "text/html", "<form>Sign in</form>");
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "https://sso.example.com/login?next=1");
                send(exchange, 302, "text/html", "");
            }
            case UNAUTHORIZED -> send(exchange, 401, "text/plain", "who are you?");
            case FORBIDDEN -> send(exchange, 403, "application/json", message("You don't have the permission"));
            case TOO_MANY -> send(exchange, 429, "text/plain", "slow down");
            case LOST_ANSWER -> {
                carryOut(exchange);
                exchange.close();
            }
            case SILENCE -> {
                // The exchange stays open until the server stops.
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Optional<Answer> answer = carryOut(exchange);
        if (answer.isPresent()) {
            send(
                    exchange,
                    answer.get().status(),
                    "application/json",
                    answer.get().json().toString());
        } else {
            send(exchange, 200, "text/html", "");
        }
    }

    private record Answer(int status, JsonNode json) {}

    private Optional<Answer> carryOut(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Key " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Optional.of(new Answer(404, object("Couldn't find resource. Please login and try again.")));
        }
        try {
            JsonNode json = body.length == 0
                    ? NullNode.getInstance()
                    : ReceiptJson.mapper().readTree(body);
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            return path.matches()
                    ? route(
                                    exchange,
                                    path.group(1),
                                    Optional.ofNullable(path.group(2)).map(Long::valueOf),
                                    json)
                            .map(answer -> new Answer(200, answer))
                    : Optional.empty();
        } catch (Refusal e) {
            return Optional.of(new Answer(e.status, object(String.valueOf(e.getMessage()))));
        }
    }

    /** Any other page is the one for people, which is empty here. */
    private Optional<JsonNode> route(HttpExchange exchange, String path, Optional<Long> id, JsonNode body)
            throws Refusal {
        return switch (exchange.getRequestMethod() + " " + path + (id.isPresent() ? "/id" : "")) {
            case "GET api/session" -> Optional.of(session());
            case "GET api/data_sources" -> Optional.of(state.dataSources());
            case "GET api/data_sources/id" -> Optional.of(state.dataSource(id.orElseThrow()));
            case "POST api/data_sources", "POST api/data_sources/id" -> Optional.of(state.writeDataSource(id, body));
            case "GET api/queries" ->
                Optional.of(state.page(state.queries, number(exchange, "page"), number(exchange, "page_size")));
            case "GET api/queries/id" -> Optional.of(state.query(id.orElseThrow()));
            case "POST api/queries" -> Optional.of(state.createQuery(body));
            case "POST api/queries/id" -> Optional.of(state.updateQuery(id.orElseThrow(), body));
            case "DELETE api/queries/id" -> {
                state.archiveQuery(id.orElseThrow());
                yield Optional.of(NullNode.getInstance());
            }
            case "POST api/visualizations" -> Optional.of(state.createVisualization(body));
            case "POST api/visualizations/id" -> Optional.of(state.updateVisualization(id.orElseThrow(), body));
            case "GET api/dashboards" ->
                Optional.of(state.page(state.dashboards, number(exchange, "page"), number(exchange, "page_size")));
            case "GET api/dashboards/id" -> Optional.of(state.dashboard(id.orElseThrow()));
            case "POST api/dashboards" -> Optional.of(state.createDashboard(body));
            case "POST api/dashboards/id" -> Optional.of(state.updateDashboard(id.orElseThrow(), body));
            case "DELETE api/dashboards/id" ->
                Optional.of(state.updateDashboard(
                        id.orElseThrow(), JsonNodeFactory.instance.objectNode().put("is_archived", true)));
            case "POST api/widgets" -> Optional.of(state.createWidget(body));
            case "POST api/widgets/id" -> Optional.of(state.updateWidget(id.orElseThrow(), body));
            case "DELETE api/widgets/id" -> {
                state.deleteWidget(id.orElseThrow());
                yield Optional.of(NullNode.getInstance());
            }
            default -> Optional.empty();
        };
    }

    private JsonNode session() {
        ObjectNode session = JsonNodeFactory.instance.objectNode();
        ObjectNode user = session.putObject("user").put("name", "root");
        permissions.forEach(user.putArray("permissions")::add);
        session.putObject("client_config").put("version", version);
        return session;
    }

    private static int number(HttpExchange exchange, String parameter) {
        Matcher value = Pattern.compile("(?:^|&)" + parameter + "=(\\d+)")
                .matcher(exchange.getRequestURI().getQuery());
        return value.find() ? Integer.parseInt(value.group(1)) : 1;
    }

    private static ObjectNode object(String message) {
        return JsonNodeFactory.instance.objectNode().put("message", message);
    }

    private static String message(String text) {
        return object(text).toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
