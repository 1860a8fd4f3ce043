package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.redash.Answers.Dashboard;
import dev.waybill.local.redash.Answers.Visualization;
import dev.waybill.local.redash.Answers.Widget;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the widgets of a dashboard to what its file says. Those that somebody added stay; those that Waybill added carry a mark
 * in their options, which Redash keeps, and go when the file no longer has them.
 *
 * @param visualizations of each query, by the name of its file
 */
record PublishWidgets(Grid grid, Map<String, List<Visualization>> visualizations) {
    private static final String PATH = "api/widgets";
    private static final String MARK = "waybill";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    void run(Dashboard dashboard, DashboardFile file, Writes writes) {
        Map<String, WidgetFile> wanted =
                file.widgets().stream().collect(Collectors.toMap(WidgetFile::key, Function.identity()));
        Set<String> there = new HashSet<>();
        for (Widget widget : dashboard.widgets()) {
            String key = widget.options().path(MARK).asText("");
            if (key.isEmpty()) {
                continue;
            }
            WidgetFile one = wanted.get(key);
            if (one == null || !shows(widget, one) || !there.add(key)) {
                writes.delete(PATH + "/" + widget.id());
            } else {
                update(widget, one, writes);
            }
        }
        file.widgets().stream()
                .filter(widget -> !there.contains(widget.key()))
                .forEach(widget -> add(dashboard, widget, writes));
    }

    /** Whether it shows the visualization of the file, and not one that was archived. Redash can't change which it shows. */
    private boolean shows(Widget widget, WidgetFile file) {
        return widget.visualization()
                .map(Visualization::id)
                .equals(visualization(file).map(Visualization::id));
    }

    private void update(Widget widget, WidgetFile file, Writes writes) {
        String text = text(file);
        ObjectNode options = options(file);
        if (!widget.text().orElse("").equals(text) || !JsonParts.holds(widget.options(), options)) {
            ObjectNode fields = JSON.objectNode().put("text", text);
            fields.set("options", merged(widget, options));
            writes.update(PATH + "/" + widget.id(), fields, Widget.class);
        }
    }

    /** What else the options have, as the parameters that somebody set, stays. */
    private static ObjectNode merged(Widget widget, ObjectNode options) {
        ObjectNode merged = JSON.objectNode();
        widget.options().properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return merged.setAll(options);
    }

    private void add(Dashboard dashboard, WidgetFile file, Writes writes) {
        ObjectNode fields = JSON.objectNode()
                .put("dashboard_id", dashboard.id())
                .put("text", text(file))
                .put("width", 1);
        fields.set("options", options(file));
        visualization(file)
                .ifPresentOrElse(
                        visualization -> fields.put("visualization_id", visualization.id()),
                        () -> fields.putNull("visualization_id"));
        writes.update(PATH, fields, Widget.class);
    }

    private static String text(WidgetFile file) {
        return file.text().map(String::strip).orElse("");
    }

    private ObjectNode options(WidgetFile file) {
        ObjectNode options = JSON.objectNode().put(MARK, file.key()).put("isHidden", false);
        options.set("position", grid.position(file.at()));
        return options;
    }

    private Optional<Visualization> visualization(WidgetFile file) {
        return file.query()
                .map(query -> PublishQuery.named(
                                visualizations.getOrDefault(query, List.of()),
                                file.visualization().orElseThrow())
                        .orElseThrow(() -> new IllegalStateException("No visualization of " + file.key())));
    }
}
