package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.redash.Answers.Query;
import dev.waybill.local.redash.Answers.Visualization;
import java.util.List;
import java.util.Optional;

/**
 * Brings one query of Redash to what its file says. It may be run again at any point: it looks before it writes, and writes
 * only what differs. Visualizations that the file doesn't name stay as they are.
 */
record PublishQuery(Redash redash, ByName<Query> queries, long dataSource) {
    private static final String PATH = "api/queries";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The query with the visualizations that the file names. */
    Query run(QueryFile file, Writes writes) {
        Query query = queries.findOurs(file.name())
                .map(found -> redash.get(PATH + "/" + found.id(), Query.class))
                .orElseGet(() -> writes.create(PATH, fields(file), Query.class));
        List<Visualization> visualizations = file.visualizations().stream()
                .map(visualization -> write(query, visualization, writes))
                .toList();
        // After them: nobody sees half of it.
        ObjectNode changes = changes(query, file);
        if (!changes.isEmpty()) {
            query.version().ifPresent(version -> changes.put("version", version));
            writes.update(PATH + "/" + query.id(), changes, Query.class);
        }
        return query.with(visualizations);
    }

    // Redash makes every query a draft.
    private ObjectNode fields(QueryFile file) {
        ObjectNode fields = JSON.objectNode()
                .put("name", file.name())
                .put("description", file.description())
                .put("query", file.sql())
                .put("data_source_id", dataSource);
        file.schedule().ifPresent(schedule -> fields.set("schedule", schedule));
        fields.putArray("tags").add(ByName.TAG);
        fields.putObject("options").putArray("parameters");
        return fields;
    }

    private ObjectNode changes(Query query, QueryFile file) {
        ObjectNode changes = JSON.objectNode();
        if (!query.description().equals(Optional.of(file.description()))) {
            changes.put("description", file.description());
        }
        if (!query.sql().equals(file.sql())) {
            changes.put("query", file.sql());
        }
        if (!query.dataSource().equals(Optional.of(dataSource))) {
            changes.put("data_source_id", dataSource);
        }
        file.schedule()
                .filter(schedule -> query.schedule()
                        .filter(there -> JsonParts.holds(there, schedule))
                        .isEmpty())
                .ifPresent(schedule -> changes.set("schedule", schedule));
        if (query.draft()) {
            changes.put("is_draft", false);
        }
        return changes;
    }

    private static Visualization write(Query query, VisualizationFile file, Writes writes) {
        ObjectNode fields = JSON.objectNode().put("type", file.type()).put("name", file.name());
        fields.set("options", file.options());
        Optional<Visualization> found = named(query.visualizations(), file.name());
        if (found.isEmpty()) {
            fields.put("query_id", query.id()).put("description", "");
            return writes.update("api/visualizations", fields, Visualization.class);
        }
        return found.filter(visualization -> isSame(visualization, file))
                .orElseGet(
                        () -> writes.update("api/visualizations/" + found.get().id(), fields, Visualization.class));
    }

    static Optional<Visualization> named(List<Visualization> visualizations, String name) {
        return visualizations.stream()
                .filter(visualization -> visualization.name().equals(name))
                .findFirst();
    }

    private static boolean isSame(Visualization visualization, VisualizationFile file) {
        return visualization.type().equals(file.type())
                && visualization.options().equals(file.options());
    }
}
