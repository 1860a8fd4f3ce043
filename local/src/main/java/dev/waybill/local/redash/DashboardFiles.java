package dev.waybill.local.redash;

import dev.waybill.error.TerminalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dashboards and queries of a folder, by their files' names without extension.
 *
 * @see DashboardFilesReader
 */
public record DashboardFiles(Map<String, DashboardFile> dashboards, Map<String, QueryFile> queries) {

    public DashboardFiles {
        List<String> mistakes = mistakes(dashboards, queries);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", mistakes));
        }
    }

    private static List<String> mistakes(Map<String, DashboardFile> dashboards, Map<String, QueryFile> queries) {
        List<String> mistakes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        queries.forEach((key, query) -> {
            if (!names.add(query.name())) {
                mistakes.add("queries/" + key + ".yaml: another query is named '" + query.name() + "', too");
            }
        });
        names.clear();
        dashboards.forEach((key, dashboard) -> {
            if (!names.add(dashboard.name())) {
                mistakes.add(key + ".yaml: another dashboard is named '" + dashboard.name() + "', too");
            }
            dashboard
                    .widgets()
                    .forEach(widget -> missing(widget, queries)
                            .ifPresent(what ->
                                    mistakes.add(key + ".yaml: widget " + widget.key() + ": there is no " + what)));
        });
        return mistakes;
    }

    private static Optional<String> missing(WidgetFile widget, Map<String, QueryFile> queries) {
        if (widget.query().isEmpty()) {
            return Optional.empty();
        }
        QueryFile query = queries.get(widget.query().get());
        String visualization = widget.visualization().orElseThrow();
        if (query == null) {
            return Optional.of("queries/" + widget.query().get() + ".yaml");
        }
        boolean known =
                query.visualizations().stream().anyMatch(one -> one.name().equals(visualization));
        return known
                ? Optional.empty()
                : Optional.of("visualization '" + visualization + "' in queries/"
                        + widget.query().get() + ".yaml");
    }

    /**
     * Only some of the dashboards, and the queries that they show.
     *
     * @param keys the names of their files; none for all
     */
    public DashboardFiles only(List<String> keys) {
        if (keys.isEmpty()) {
            return this;
        }
        Map<String, DashboardFile> chosen = new LinkedHashMap<>();
        Map<String, QueryFile> shown = new LinkedHashMap<>();
        for (String key : keys) {
            DashboardFile dashboard = dashboards.get(key);
            if (dashboard == null) {
                throw new TerminalException(
                        "There is no dashboard " + key + ". There are: " + String.join(", ", dashboards.keySet()));
            }
            chosen.put(key, dashboard);
            dashboard.widgets().stream()
                    .flatMap(widget -> widget.query().stream())
                    .forEach(query -> shown.put(query, queries.get(query)));
        }
        return new DashboardFiles(chosen, shown);
    }
}
