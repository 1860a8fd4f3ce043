package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What a Redash keeps, and its answers: as redash-26.3.0.jsonl has them. */
final class RedashState {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Map<Long, ObjectNode> dataSources = new TreeMap<>();
    final Map<Long, ObjectNode> queries = new TreeMap<>();
    final Map<Long, ObjectNode> visualizations = new TreeMap<>();
    final Map<Long, ObjectNode> dashboards = new TreeMap<>();
    final Map<Long, ObjectNode> widgets = new TreeMap<>();
    private long lastVisualization;
    private long lastWidget;

    /** What the API says instead of an answer. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    static Refusal notFound() {
        return new Refusal(
                404,
                "The requested URL was not found on the server. If you entered the URL manually please check your "
                        + "spelling and try again.");
    }

    private static Refusal conflict() {
        return new Refusal(
                409,
                "A conflict happened while processing the request. The resource might have been modified while the "
                        + "request was being processed.");
    }

    private static ObjectNode find(Map<Long, ObjectNode> things, long id) throws Refusal {
        return Optional.ofNullable(things.get(id)).orElseThrow(RedashState::notFound);
    }

    JsonNode dataSources() {
        ArrayNode all = JSON.arrayNode();
        dataSources.values().forEach(one -> all.add(one.deepCopy().without(List.of("options"))));
        return all;
    }

    JsonNode dataSource(long id) throws Refusal {
        ObjectNode answer = find(dataSources, id).deepCopy();
        answer.withObject("options").put("password", "--------");
        return answer;
    }

    JsonNode writeDataSource(Optional<Long> given, JsonNode body) throws Refusal {
        long id = given.orElse(dataSources.size() + 1L);
        ObjectNode before = given.isPresent() ? find(dataSources, id) : JSON.objectNode();
        ObjectNode one = JSON.objectNode().put("id", id).put("view_only", false);
        one.set("name", body.path("name"));
        one.set("type", body.path("type"));
        ObjectNode options = body.path("options").deepCopy();
        if (options.path("password").asText().equals("--------")) {
            options.set("password", before.path("options").path("password"));
        }
        one.set("options", options);
        dataSources.put(id, one);
        ObjectNode answer = (ObjectNode) dataSource(id);
        answer.remove("view_only");
        return answer;
    }

    /** Without the archived ones; a page after the last one is an error. */
    JsonNode page(Map<Long, ObjectNode> things, int page, int size) throws Refusal {
        List<ObjectNode> all = things.values().stream()
                .filter(one -> !one.path("is_archived").asBoolean())
                .toList();
        if ((page - 1) * size + 1 > all.size() && !all.isEmpty()) {
            throw new Refusal(400, "Page is out of range.");
        }
        if (size > 250) {
            throw new Refusal(400, "Page size is out of range (1-250).");
        }
        ObjectNode answer =
                JSON.objectNode().put("count", all.size()).put("page", page).put("page_size", size);
        ArrayNode results = answer.putArray("results");
        all.stream().skip((page - 1L) * size).limit(size).forEach(one -> {
            ObjectNode listed = one.deepCopy();
            results.add(things == dashboards ? listed.putNull("widgets") : listed);
        });
        return answer;
    }

    JsonNode query(long id) throws Refusal {
        ObjectNode answer = find(queries, id).deepCopy();
        ArrayNode all = answer.putArray("visualizations");
        visualizations.values().stream()
                .filter(one -> one.path("query_id").asLong() == id)
                .forEach(one -> all.add(serialized(one)));
        return answer;
    }

    private static ObjectNode serialized(ObjectNode visualization) {
        return visualization.deepCopy().without(List.of("query_id"));
    }

    JsonNode createQuery(JsonNode body) throws Refusal {
        long id = queries.size() + 1L;
        ObjectNode query = JSON.objectNode().putNull("description").putNull("schedule");
        query.putArray("tags");
        query.setAll((ObjectNode) body.deepCopy());
        query.put("id", id).put("is_archived", false).put("is_draft", true).put("version", 1);
        queries.put(id, query);
        ObjectNode table = JSON.objectNode()
                .put("query_id", id)
                .put("type", "TABLE")
                .put("name", "Table")
                .put("description", "");
        table.putObject("options");
        createVisualization(table);
        return query(id);
    }

    /** A query's version is compared, but never counted up. */
    JsonNode updateQuery(long id, JsonNode body) throws Refusal {
        ObjectNode query = find(queries, id);
        requireVersion(query, body);
        query.setAll((ObjectNode) body.deepCopy());
        return query(id);
    }

    private static void requireVersion(ObjectNode thing, JsonNode body) throws Refusal {
        if (body.has("version")
                && body.path("version").asLong() != thing.path("version").asLong()) {
            throw conflict();
        }
    }

    void archiveQuery(long id) throws Refusal {
        find(queries, id).put("is_archived", true).putNull("schedule");
        widgets.values()
                .removeIf(widget -> Optional.ofNullable(visualizations.get(
                                widget.path("visualization_id").asLong()))
                        .filter(one -> one.path("query_id").asLong() == id)
                        .isPresent());
    }

    JsonNode createVisualization(JsonNode body) throws Refusal {
        find(queries, body.path("query_id").asLong());
        ObjectNode one = body.deepCopy();
        visualizations.put(++lastVisualization, one.put("id", lastVisualization));
        return serialized(one);
    }

    JsonNode updateVisualization(long id, JsonNode body) throws Refusal {
        return serialized(find(visualizations, id).setAll((ObjectNode) body.deepCopy()));
    }

    JsonNode createDashboard(JsonNode body) {
        long id = dashboards.size() + 1L;
        String name = body.path("name").asText();
        ObjectNode dashboard = JSON.objectNode()
                .put("id", id)
                .put("name", name)
                .put("slug", name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
                .put("is_archived", false)
                .put("is_draft", true)
                .put("version", 1);
        dashboard.putArray("tags");
        dashboard.putObject("options");
        dashboards.put(id, dashboard);
        return dashboard.deepCopy().putNull("widgets");
    }

    JsonNode dashboard(long id) throws Refusal {
        ObjectNode answer = find(dashboards, id).deepCopy();
        ArrayNode all = answer.putArray("widgets");
        widgets.values().stream()
                .filter(widget -> widget.path("dashboard_id").asLong() == id)
                .forEach(widget -> all.add(serializedWidget(widget)));
        return answer;
    }

    private ObjectNode serializedWidget(ObjectNode widget) {
        ObjectNode answer = widget.deepCopy();
        answer.remove("visualization_id");
        ObjectNode visualization =
                visualizations.get(widget.path("visualization_id").asLong());
        if (visualization != null) {
            ObjectNode shown = serialized(visualization);
            shown.set(
                    "query",
                    Objects.requireNonNull(
                                    queries.get(visualization.path("query_id").asLong()))
                            .deepCopy());
            answer.set("visualization", shown);
        }
        return answer;
    }

    JsonNode updateDashboard(long id, JsonNode body) throws Refusal {
        ObjectNode dashboard = find(dashboards, id);
        requireVersion(dashboard, body);
        dashboard.setAll((ObjectNode) body.deepCopy());
        dashboard.put("version", dashboard.path("version").asLong() + 1);
        return dashboard(id);
    }

    JsonNode createWidget(JsonNode body) throws Refusal {
        find(dashboards, body.path("dashboard_id").asLong());
        ObjectNode widget = body.deepCopy();
        widgets.put(++lastWidget, widget.put("id", lastWidget));
        return serializedWidget(widget);
    }

    JsonNode updateWidget(long id, JsonNode body) throws Refusal {
        ObjectNode widget = find(widgets, id);
        widget.set("text", body.path("text"));
        widget.set("options", body.path("options").deepCopy());
        return serializedWidget(widget);
    }

    void deleteWidget(long id) throws Refusal {
        if (widgets.remove(id) == null) {
            throw new Refusal(500, "Internal Server Error");
        }
    }
}
