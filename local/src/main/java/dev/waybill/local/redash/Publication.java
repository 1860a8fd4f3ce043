package dev.waybill.local.redash;

import dev.waybill.local.redash.Answers.Dashboard;
import dev.waybill.local.redash.Answers.DataSource;
import dev.waybill.local.redash.Answers.Query;
import dev.waybill.local.redash.Answers.Visualization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of {@link PublishDashboards}. */
final class Publication {
    private final Redash redash;
    private final RedashUrl url;
    private final Retries retries;
    private final Consumer<Published> listener;
    private final ByName<Query> queries;
    private final ByName<Dashboard> dashboards;

    Publication(Redash redash, RedashUrl url, Retries retries, Consumer<Published> listener) {
        this.redash = redash;
        this.url = url;
        this.listener = listener;
        ByName<Query> listedQueries = new ByName<>(redash, "api/queries", "query", Query.class);
        ByName<Dashboard> listedDashboards = new ByName<>(redash, "api/dashboards", "dashboard", Dashboard.class);
        this.queries = listedQueries;
        this.dashboards = listedDashboards;
        this.retries = new Retries(retries.pause(), retries.warned().andThen(warning -> {
            listedQueries.forget();
            listedDashboards.forget();
        }));
    }

    /** Finds out which names are taken, before half is published. */
    void requireOurs(DashboardFiles files) {
        files.queries().values().forEach(file -> retries.run(() -> queries.findOurs(file.name())));
        files.dashboards()
                .values()
                .forEach(file -> retries.run(() -> PublishDashboard.find(redash, dashboards, file.name())));
    }

    void run(DashboardFiles files, DataSourceRequest request, Grid grid) {
        PublishDataSource publishDataSource = new PublishDataSource(redash);
        DataSource dataSource = write(
                "data source", writes -> publishDataSource.run(request, writes), DataSource::name, Publication::page);
        PublishQuery publishQuery = new PublishQuery(redash, queries, dataSource.id());
        Map<String, List<Visualization>> visualizations = new HashMap<>();
        files.queries().forEach((key, file) -> {
            Query query = write("query", writes -> publishQuery.run(file, writes), Query::name, Publication::page);
            visualizations.put(key, query.visualizations());
        });
        PublishDashboard publishDashboard =
                new PublishDashboard(redash, dashboards, new PublishWidgets(grid, visualizations));
        files.dashboards()
                .values()
                .forEach(file -> write(
                        "dashboard", writes -> publishDashboard.run(file, writes), Dashboard::name, Publication::page));
    }

    private <T> T write(String kind, Function<Writes, T> step, Function<T, String> name, Function<T, String> page) {
        Writes writes = new Writes(redash);
        T written = retries.run(() -> step.apply(writes));
        tell(kind, name.apply(written), writes.change(), page.apply(written));
        return written;
    }

    /** What an earlier publication made and the files no longer have. */
    void tellLeftovers(DashboardFiles all) {
        Set<String> queryNames =
                all.queries().values().stream().map(QueryFile::name).collect(Collectors.toSet());
        queries.ours().stream()
                .filter(query -> !queryNames.contains(query.name()))
                .forEach(query -> tell("query", query.name(), Change.LEFT, page(query)));
        Set<String> dashboardNames =
                all.dashboards().values().stream().map(DashboardFile::name).collect(Collectors.toSet());
        dashboards.ours().stream()
                .filter(dashboard -> !dashboardNames.contains(dashboard.name()))
                .forEach(dashboard -> tell("dashboard", dashboard.name(), Change.LEFT, page(dashboard)));
    }

    private void tell(String kind, String name, Change change, String page) {
        listener.accept(new Published(kind, name, change, url + "/" + page));
    }

    private static String page(DataSource dataSource) {
        return page("data_sources", dataSource.id());
    }

    private static String page(Query query) {
        return page("queries", query.id());
    }

    private static String page(Dashboard dashboard) {
        return page("dashboards", dashboard.id())
                + dashboard.slug().map(slug -> "-" + slug).orElse("");
    }

    /** What a dry run made has no page of its own. */
    private static String page(String list, long id) {
        return id < 0 ? list : list + "/" + id;
    }
}
