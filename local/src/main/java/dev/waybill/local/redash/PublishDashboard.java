package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.redash.Answers.Dashboard;
import java.util.Optional;

/** Brings one dashboard of Redash to what its file says. It may be run again at any point, as {@link PublishQuery}. */
record PublishDashboard(Redash redash, ByName<Dashboard> dashboards, PublishWidgets widgets) {
    private static final String PATH = "api/dashboards";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Finds the dashboard that is there, if it may be written. One without a tag is half made: Redash takes no tag when it makes
     * one. Drafts are only seen by who made them.
     */
    static Optional<Dashboard> find(Redash redash, ByName<Dashboard> dashboards, String name) {
        Optional<Dashboard> found =
                dashboards.find(name).map(one -> redash.get(PATH + "/" + one.id(), Dashboard.class));
        found.filter(one ->
                        !ByName.isOurs(one) && !(one.draft() && one.widgets().isEmpty()))
                .ifPresent(one -> {
                    throw dashboards.notOurs(one);
                });
        return found;
    }

    Dashboard run(DashboardFile file, Writes writes) {
        Dashboard dashboard = find(redash, dashboards, file.name())
                .orElseGet(() -> writes.create(PATH, JSON.objectNode().put("name", file.name()), Dashboard.class));
        if (!ByName.isOurs(dashboard)) {
            ObjectNode tags = JSON.objectNode();
            dashboard.tags().forEach(tags.putArray("tags")::add);
            tags.withArray("tags").add(ByName.TAG);
            dashboard = write(dashboard, tags, writes);
        }
        widgets.run(dashboard, file, writes);
        // Last of all: nobody sees half of it.
        return dashboard.draft() ? write(dashboard, JSON.objectNode().put("is_draft", false), writes) : dashboard;
    }

    private static Dashboard write(Dashboard dashboard, ObjectNode changes, Writes writes) {
        dashboard.version().ifPresent(version -> changes.put("version", version));
        return writes.update(PATH + "/" + dashboard.id(), changes, Dashboard.class);
    }
}
