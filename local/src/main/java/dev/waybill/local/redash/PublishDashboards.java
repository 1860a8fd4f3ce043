package dev.waybill.local.redash;

import dev.waybill.error.TerminalException;
import dev.waybill.local.redash.Answers.Session;
import dev.waybill.warehouse.Pause;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Publishes dashboards and their queries to one Redash: makes what isn't there by its name, changes what differs, and leaves
 * alone what is as it should be. Nothing that Waybill didn't make is changed, and no query or dashboard is ever deleted. A
 * publication that broke off is completed by the next one.
 *
 * <p>Written for the API of Redash 10.1.0 and 26.3.0, and tried with both.
 */
public final class PublishDashboards {
    private static final List<String> NEEDED = List.of(
            "list_data_sources",
            "view_query",
            "create_query",
            "edit_query",
            "list_dashboards",
            "create_dashboard",
            "edit_dashboard");

    private final Redash redash;
    private final RedashUrl url;
    private final Retries retries;
    private final Session session;

    private PublishDashboards(Redash redash, RedashUrl url, Retries retries, Session session) {
        this.redash = redash;
        this.url = url;
        this.retries = retries;
        this.session = session;
    }

    /**
     * Asks a Redash who it is.
     *
     * @param timeout for how long one answer is waited for
     * @param warned is told of each failure after which something is tried again
     */
    public static PublishDashboards to(
            RedashUrl url, Secret key, Duration timeout, Pause pause, Consumer<String> warned) {
        Redash redash = new RedashServer(new RedashHttp(url, key, timeout));
        Retries retries = new Retries(pause, warned);
        Session session = retries.run(() -> redash.get("api/session", Session.class));
        List<String> missing = NEEDED.stream()
                .filter(permission -> !session.user().permissions().contains(permission))
                .toList();
        if (!missing.isEmpty()) {
            throw new TerminalException("Cannot publish to " + url + ": the API key's user, "
                    + session.user().name() + ", may not " + String.join(", ", missing)
                    + ". Take the key of another user, or let an admin put this one into a group that may");
        }
        return new PublishDashboards(redash, url, retries, session);
    }

    /** One that writes nothing, and tells what would be written. */
    public PublishDashboards dry() {
        return new PublishDashboards(new DryRun(redash), url, retries, session);
    }

    public String version() {
        return session.configuration().version();
    }

    public String user() {
        return session.user().name();
    }

    /**
     * Publishes.
     *
     * @param all that the folder has
     * @param keys the dashboards to publish, by the names of their files; none for all
     * @param listener is told of each thing as soon as it is as it should be
     */
    public void run(DashboardFiles all, List<String> keys, DataSourceRequest request, Consumer<Published> listener) {
        DashboardFiles chosen = all.only(keys);
        Publication publication = new Publication(redash, url, retries, listener);
        publication.requireOurs(chosen);
        publication.run(chosen, request, Grid.of(version()));
        publication.tellLeftovers(all);
    }
}
