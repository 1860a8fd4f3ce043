package dev.waybill.local.redash;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What of Redash's answers is read here; there is more in them.
 *
 * @see <a href="https://github.com/getredash/redash/blob/v26.3.0/redash/serializers/__init__.py">The API's serializers</a>
 */
final class Answers {
    private Answers() {}

    /** What is found by its name. */
    interface Named {
        long id();

        String name();

        List<String> tags();
    }

    /** Who asks, and whom. */
    record Session(User user, @JsonProperty("client_config") Configuration configuration) {
        record User(String name, List<String> permissions) {}

        record Configuration(String version) {}
    }

    /** A data source. Its options, without passwords, are in an admin's answer only; one that was just made is not view-only. */
    record DataSource(
            long id,
            String name,
            String type,
            @JsonProperty("view_only") Optional<Boolean> viewOnly,
            Optional<JsonNode> options) {}

    /** A query; in a list, its visualizations are left out. */
    record Query(
            long id,
            String name,
            Optional<String> description,
            @JsonProperty("query") String sql,
            Optional<JsonNode> schedule,
            List<String> tags,
            @JsonProperty("is_draft") boolean draft,
            @JsonProperty("data_source_id") Optional<Long> dataSource,
            Optional<Long> version,
            List<Visualization> visualizations)
            implements Named {
        Query with(List<Visualization> others) {
            return new Query(id, name, description, sql, schedule, tags, draft, dataSource, version, others);
        }
    }

    /** A way to show a query's result. */
    record Visualization(long id, String type, String name, Optional<String> description, JsonNode options) {}

    /** A dashboard; in a list, its widgets are left out. */
    record Dashboard(
            long id,
            String name,
            Optional<String> slug,
            List<String> tags,
            @JsonProperty("is_draft") boolean draft,
            Optional<Long> version,
            List<Widget> widgets)
            implements Named {}

    /** A visualization on a dashboard, or a text. */
    record Widget(long id, Optional<String> text, JsonNode options, Optional<Visualization> visualization) {}
}
