package dev.waybill.local.redash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.local.redash.DataSourceRequest.Connection;
import dev.waybill.local.redash.RedashStandIn.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishDashboardsTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private RedashStandIn redash = start();
    private final List<String> told = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private static RedashStandIn start() {
        try {
            return new RedashStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("queries"));
        write("loads.yaml", """
                name: "Waybill: loads"
                widgets:
                  - { text: Hello, id: about, at: { column: 0, row: 0, width: 12, height: 2 } }
                  - { query: batches, visualization: Per day, at: { column: 0, row: 2, width: 6, height: 8 } }
                  - { query: batches, visualization: Table, at: { column: 6, row: 2, width: 6, height: 8 } }
                """);
        write("queries/batches.yaml", """
                name: "Waybill: batches"
                description: All batches
                every: 12 hours
                visualizations:
                  - { name: Per day, type: CHART, options: { globalSeriesType: column } }
                  - { name: Table, type: TABLE, options: {} }
                """);
        write("queries/batches.sql", "SELECT * FROM waybill.batch\n");
    }

    @AfterEach
    void stop() {
        redash.close();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private PublishDashboards to(Duration timeout) {
        return PublishDashboards.to(redash.url(), new Secret(RedashStandIn.KEY), timeout, pause -> {}, warnings::add);
    }

    private List<String> publish() {
        return publish(new DataSourceRequest("Waybill", Optional.of(connection("wh.example.com"))));
    }

    private List<String> publish(DataSourceRequest request) {
        return run(to(PATIENT), request);
    }

    private List<String> run(PublishDashboards publish, DataSourceRequest request) {
        told.clear();
        redash.requests.clear();
        publish.run(
                DashboardFilesReader.read(folder),
                List.of(),
                request,
                one -> told.add(one.kind() + " " + one.name() + " " + one.change()));
        return told;
    }

    private static ObjectNode at(Map<Long, ObjectNode> things, long id) {
        return Objects.requireNonNull(things.get(id));
    }

    private static Connection connection(String host) {
        return new Connection(host, 5439, "waybill", "reader", "require", Optional.of(new Secret("s3cret")), false);
    }

    @Test
    void theFirstPublicationMakesAll() {
        assertThat(publish())
                .containsExactly(
                        "data source Waybill created",
                        "query Waybill: batches created",
                        "dashboard Waybill: loads created");
        assertThat(redash.writes())
                .containsExactly(
                        "POST api/data_sources",
                        "POST api/queries",
                        "POST api/visualizations",
                        "POST api/queries/1",
                        "POST api/dashboards",
                        "POST api/dashboards/1",
                        "POST api/widgets",
                        "POST api/widgets",
                        "POST api/widgets",
                        "POST api/dashboards/1");
        assertThat(at(redash.state.dataSources, 1))
                .hasToString(
                        "{\"id\":1,\"view_only\":false,\"name\":\"Waybill\",\"type\":\"redshift\",\"options\":{\"host\":\"wh.example.com\",\"port\":5439,\"dbname\":\"waybill\",\"user\":\"reader\",\"sslmode\":\"require\",\"password\":\"s3cret\"}}");
        assertThat(at(redash.state.queries, 1))
                .hasToString(
                        "{\"description\":\"All batches\",\"schedule\":{\"interval\":43200,\"time\":null,\"day_of_week\":null,\"until\":null},\"tags\":[\"waybill\"],\"name\":\"Waybill: batches\",\"query\":\"SELECT * FROM waybill.batch\",\"data_source_id\":1,\"options\":{\"parameters\":[]},\"id\":1,\"is_archived\":false,\"is_draft\":false,\"version\":1}");
        assertThat(at(redash.state.visualizations, 2))
                .hasToString(
                        "{\"type\":\"CHART\",\"name\":\"Per day\",\"options\":{\"globalSeriesType\":\"column\"},\"query_id\":1,\"description\":\"\",\"id\":2}");
        assertThat(at(redash.state.dashboards, 1))
                .hasToString(
                        "{\"id\":1,\"name\":\"Waybill: loads\",\"slug\":\"waybill-loads\",\"is_archived\":false,\"is_draft\":false,\"version\":3,\"tags\":[\"waybill\"],\"options\":{}}");
        assertThat(redash.state.widgets.values())
                .map(ObjectNode::toString)
                .containsExactly(
                        "{\"dashboard_id\":1,\"text\":\"Hello\",\"width\":1,\"options\":{\"waybill\":\"about\",\"isHidden\":false,\"position\":{\"autoHeight\":false,\"col\":0,\"row\":0,\"sizeX\":12,\"sizeY\":2}},\"visualization_id\":null,\"id\":1}",
                        "{\"dashboard_id\":1,\"text\":\"\",\"width\":1,\"options\":{\"waybill\":\"batches/Per day\",\"isHidden\":false,\"position\":{\"autoHeight\":false,\"col\":0,\"row\":2,\"sizeX\":6,\"sizeY\":8}},\"visualization_id\":2,\"id\":2}",
                        "{\"dashboard_id\":1,\"text\":\"\",\"width\":1,\"options\":{\"waybill\":\"batches/Table\",\"isHidden\":false,\"position\":{\"autoHeight\":false,\"col\":6,\"row\":2,\"sizeX\":6,\"sizeY\":8}},\"visualization_id\":1,\"id\":3}");
    }

    @Test
    void theSecondPublicationWritesNothing() {
        publish();
        assertThat(publish())
                .containsExactly(
                        "data source Waybill unchanged",
                        "query Waybill: batches unchanged",
                        "dashboard Waybill: loads unchanged");
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void onlyWhatDiffersIsWritten() throws IOException {
        publish();
        write("queries/batches.sql", "SELECT batch_id FROM waybill.batch\n");
        assertThat(publish()).contains("query Waybill: batches updated", "dashboard Waybill: loads unchanged");
        assertThat(redash.writes()).containsExactly("POST api/queries/1");
        assertThat(at(redash.state.queries, 1).path("query").asText()).isEqualTo("SELECT batch_id FROM waybill.batch");

        write("queries/batches.yaml", """
                name: "Waybill: batches"
                description: All batches
                every: 1 day
                visualizations:
                  - { name: Per day, type: CHART, options: { globalSeriesType: line } }
                  - { name: Table, type: TABLE, options: {} }
                """);
        publish();
        assertThat(redash.writes()).containsExactly("POST api/visualizations/2", "POST api/queries/1");

        write("loads.yaml", """
                name: "Waybill: loads"
                widgets:
                  - { text: Welcome, id: about, at: { column: 0, row: 0, width: 12, height: 2 } }
                  - { query: batches, visualization: Per day, at: { column: 0, row: 2, width: 12, height: 8 } }
                """);
        assertThat(publish()).contains("dashboard Waybill: loads updated");
        assertThat(redash.writes()).containsExactly("POST api/widgets/1", "POST api/widgets/2", "DELETE api/widgets/3");
    }

    @Test
    void whatOthersAddedOrChangedElsewhereStays() {
        publish();
        ObjectNode theirs = JsonNodeFactory.instance
                .objectNode()
                .put("dashboard_id", 1)
                .put("text", "Mine")
                .put("id", 9);
        theirs.putObject("options").putObject("position").put("col", 0);
        redash.state.widgets.put(9L, theirs);
        at(redash.state.dashboards, 1).withArray("tags").add("finance");
        ((ObjectNode) at(redash.state.widgets, 2).path("options")).putObject("parameterMappings");
        redash.state.visualizations.put(
                9L,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("query_id", 1)
                        .put("id", 9)
                        .put("name", "Map")
                        .put("type", "MAP")
                        .set("options", JsonNodeFactory.instance.objectNode()));
        publish();
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void whatWasRenamedOrArchivedInRedashIsMadeAgainAndLeftAlone() {
        publish();
        at(redash.state.dashboards, 1).put("name", "Loads, for finance");
        at(redash.state.queries, 1).put("is_archived", true);
        redash.state.widgets.clear();
        assertThat(publish())
                .containsExactly(
                        "data source Waybill unchanged",
                        "query Waybill: batches created",
                        "dashboard Waybill: loads created",
                        "dashboard Loads, for finance left");
        assertThat(at(redash.state.dashboards, 1).path("name").asText()).isEqualTo("Loads, for finance");
        assertThat(at(redash.state.queries, 1).path("is_archived").asBoolean()).isTrue();
    }

    @Test
    void aWidgetOfAnArchivedQueryShowsTheNewOne() {
        publish();
        at(redash.state.queries, 1).put("is_archived", true);
        assertThat(publish()).contains("dashboard Waybill: loads updated");
        assertThat(redash.state.widgets.values())
                .map(widget -> widget.path("visualization_id").asLong())
                .containsExactly(0L, 4L, 3L);
    }

    @Test
    void whatTheFilesNoLongerHaveIsToldAndStays() throws IOException {
        publish();
        write("loads.yaml", "{ name: Other, widgets: [] }");
        assertThat(publish())
                .containsExactly(
                        "data source Waybill unchanged",
                        "query Waybill: batches unchanged",
                        "dashboard Other created",
                        "dashboard Waybill: loads left");
    }

    @Test
    void aPublicationThatBrokeOffAnywhereIsCompletedByTheNext() throws IOException {
        publish();
        int writes = redash.writes().size();
        String whole = state();
        for (int done = 0; done < writes; done++) {
            redash.close();
            redash = new RedashStandIn();
            int most = done;
            redash.faults = (request, before) ->
                    !request.startsWith("GET") && writes(before) >= most ? Fault.FORBIDDEN : Fault.NONE;
            assertThatThrownBy(this::publish).isInstanceOf(TerminalException.class);
            redash.faults = (request, before) -> Fault.NONE;
            publish();
            assertThat(state()).as("after %s writes", done).isEqualTo(whole);
        }
    }

    private static long writes(List<String> requests) {
        return requests.stream().filter(request -> !request.startsWith("GET")).count();
    }

    private String state() {
        return redash.state.dataSources + "\n" + redash.state.queries + "\n" + redash.state.visualizations + "\n"
                + redash.state.dashboards + "\n" + redash.state.widgets;
    }

    @Test
    void aWriteWhoseAnswerIsLostIsLookedForBeforeItIsDoneAgain() throws IOException {
        publish();
        int writes = redash.writes().size();
        String whole = state();
        for (int lost = 0; lost < writes; lost++) {
            redash.close();
            redash = new RedashStandIn();
            warnings.clear();
            int which = lost;
            redash.faults = (request, before) ->
                    !request.startsWith("GET") && writes(before) == which ? Fault.LOST_ANSWER : Fault.NONE;
            assertThat(publish()).allMatch(line -> line.endsWith("created"));
            assertThat(state()).as("of write %s", lost).isEqualTo(whole);
            assertThat(redash.writes()).as("of write %s", lost).hasSize(writes);
            assertThat(warnings).hasSize(1).allMatch(warning -> warning.endsWith(". Trying again"));
        }
    }

    @Test
    void aServerThatFailsForAMomentIsAskedAgain() {
        AtomicInteger failures = new AtomicInteger();
        redash.faults = (request, before) -> switch (failures.incrementAndGet()) {
            case 1, 9 -> Fault.BAD_GATEWAY;
            case 3, 12 -> Fault.TOO_MANY;
            default -> Fault.NONE;
        };
        assertThat(publish()).allMatch(line -> line.endsWith("created"));
        assertThat(warnings).hasSize(4);
        assertThat(warnings.get(0))
                .isEqualTo(
                        "Cannot read " + redash.url()
                                + "/api/session: the answer is 502. Redash, or a proxy before it, failed; try again, and look into its log if it stays so. Trying again");
    }

    @Test
    void aServerThatStaysBrokenIsReported() {
        redash.faults = (request, before) -> Fault.BAD_GATEWAY;
        assertThatThrownBy(this::publish)
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot read " + redash.url()
                                + "/api/session: the answer is 502. Redash, or a proxy before it, failed; try again, and look into its log if it stays so. It was tried 5 times");
        assertThat(redash.requests).hasSize(5);
    }

    @Test
    void aServerThatNeverAnswersIsReported() {
        redash.faults = (request, before) -> Fault.SILENCE;
        assertThatThrownBy(() -> to(Duration.ofMillis(50)))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot read " + redash.url()
                        + "/api/session: no answer within 0.05 seconds. It was tried 5 times");
    }

    @Test
    void aServerThatIsNotThereIsReported() {
        RedashUrl url = redash.url();
        redash.close();
        assertThatThrownBy(() -> to(PATIENT))
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot read " + url
                                + "/api/session: nothing there takes a connection. Check the URL, and that Redash runs and is reachable from here. It was tried 5 times");
    }

    @Test
    void aKeyThatRedashDoesNotKnowIsSaidAndNotShown() {
        assertThatThrownBy(() -> PublishDashboards.to(
                        redash.url(), new Secret("nobodys-key"), PATIENT, pause -> {}, warnings::add))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot read " + redash.url()
                                + "/api/session: the answer is 404, Couldn't find resource. Please login and try again. This is how Redash answers an API key that it doesn't know. Take the key from the user's profile in Redash");
        assertThat(new Secret("nobodys-key")).hasToString("***");
    }

    @Test
    void whatStandsBeforeRedashIsSaid() {
        assertProblem(
                Fault.UNAUTHORIZED,
                ": the answer is 401. The API key isn't taken, by Redash or by a proxy before it. Take the key from the user's profile in Redash");
        assertProblem(
                Fault.FORBIDDEN,
                ": the answer is 403, You don't have the permission. The user whose API key this is may not do it. Take an admin's key, or let one grant it");
        assertProblem(
                Fault.SIGN_IN_PAGE,
                ": the answer is no JSON but text/html. Check the URL: it must be that of Redash itself, and no sign-in page of a proxy may stand before it");
        assertProblem(
                Fault.REDIRECT,
                ": the answer is 302, a redirect to https://sso.example.com/login. Give the URL where Redash itself answers");
    }

    private void assertProblem(Fault fault, String problem) {
        redash.faults = (request, before) -> fault;
        assertThatThrownBy(() -> to(PATIENT))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read " + redash.url() + "/api/session" + problem);
    }

    @Test
    void aUserWhoMayNotPublishIsFoundOutFirst() {
        redash.permissions =
                List.of("view_query", "list_dashboards", "list_data_sources", "edit_query", "edit_dashboard");
        assertThatThrownBy(() -> to(PATIENT))
                .hasMessage(
                        "Cannot publish to " + redash.url()
                                + ": the API key's user, root, may not create_query, create_dashboard. Take the key of another user, or let an admin put this one into a group that may");
    }

    @Test
    void twoThingsOfOneNameAreRefusedBeforeAnythingIsWritten() {
        publish();
        redash.state.queries.put(7L, at(redash.state.queries, 1).deepCopy().put("id", 7));
        assertThatThrownBy(this::publish)
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot publish the query 'Waybill: batches': Redash has 2 of that name, with the ids 1, 7. Archive or rename all but one there, and publish again");
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void whatWaybillDidNotMakeIsNotOverwritten() {
        publish();
        at(redash.state.queries, 1).putArray("tags").add("mine");
        assertThatThrownBy(this::publish)
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot publish the query 'Waybill: batches': Redash has one of that name, with the id 1, that Waybill didn't make. Rename it there; or, if it may be overwritten, give it the tag waybill");
        at(redash.state.queries, 1).putArray("tags").add("waybill");
        at(redash.state.dashboards, 1).putArray("tags");
        assertThatThrownBy(this::publish)
                .hasMessage(
                        "Cannot publish the dashboard 'Waybill: loads': Redash has one of that name, with the id 1, that Waybill didn't make. Rename it there; or, if it may be overwritten, give it the tag waybill");
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void allPagesOfALongListAreRead() {
        publish();
        ObjectNode ours = at(redash.state.queries, 1);
        redash.state.queries.clear();
        for (long id = 1; id <= 600; id++) {
            redash.state.queries.put(id, ours.deepCopy().put("id", id).put("name", "q" + id));
        }
        redash.state.queries.put(601L, ours.put("id", 601));
        redash.state.visualizations.values().forEach(visualization -> visualization.put("query_id", 601));
        assertThat(publish()).contains("query Waybill: batches unchanged", "query q600 left");
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndWritesNothing() {
        DataSourceRequest request = new DataSourceRequest("Waybill", Optional.of(connection("wh.example.com")));
        assertThat(run(to(PATIENT).dry(), request))
                .containsExactly(
                        "data source Waybill created",
                        "query Waybill: batches created",
                        "dashboard Waybill: loads created");
        assertThat(redash.writes()).isEmpty();
        publish();
        at(redash.state.queries, 1).put("query", "SELECT 1");
        redash.state.widgets.remove(2L);
        assertThat(run(to(PATIENT).dry(), request))
                .containsExactly(
                        "data source Waybill unchanged",
                        "query Waybill: batches updated",
                        "dashboard Waybill: loads updated");
        assertThat(redash.writes()).isEmpty();
    }

    @Test
    void onAnOldRedashTheGridHasSixColumns() {
        redash.version = "10.1.0";
        publish();
        assertThat(at(redash.state.widgets, 3).path("options").path("position"))
                .hasToString("{\"autoHeight\":false,\"col\":3,\"row\":2,\"sizeX\":3,\"sizeY\":8}");
        assertThat(Grid.of("25.1.0")).isEqualTo(new Grid(6));
        assertThat(Grid.of("25.8.0")).isEqualTo(new Grid(12));
        assertThat(Grid.of("26.3.0-dev")).isEqualTo(new Grid(12));
        assertThat(Grid.of("unknown")).isEqualTo(new Grid(12));
    }

    @Test
    void aDataSourceThatIsThereIsTakenAsItIs() {
        publish();
        assertThat(publish(new DataSourceRequest("Waybill", Optional.empty())))
                .contains("data source Waybill unchanged");
        assertThatThrownBy(() -> publish(new DataSourceRequest("Lake", Optional.empty())))
                .hasMessage(
                        "Redash has no data source 'Lake' that this API key's user may see. There are: Waybill. Name one with --data-source, or say with --host, --user and a password how to reach the warehouse, and it is made");
    }

    @Test
    void aDataSourceIsChangedAndKeepsItsPassword() {
        publish();
        Connection moved =
                new Connection("new.example.com", 5439, "waybill", "reader", "require", Optional.empty(), false);
        assertThat(publish(new DataSourceRequest("Waybill", Optional.of(moved))))
                .contains("data source Waybill updated");
        assertThat(at(redash.state.dataSources, 1).path("options"))
                .hasToString(
                        "{\"host\":\"new.example.com\",\"port\":5439,\"dbname\":\"waybill\",\"user\":\"reader\",\"sslmode\":\"require\",\"password\":\"s3cret\"}");
        Connection renewed = new Connection(
                "new.example.com", 5439, "waybill", "reader", "require", Optional.of(new Secret("n3w")), true);
        publish(new DataSourceRequest("Waybill", Optional.of(renewed)));
        assertThat(at(redash.state.dataSources, 1)
                        .path("options")
                        .path("password")
                        .asText())
                .isEqualTo("n3w");
    }

    @Test
    void aDataSourceThatCannotBeUsedIsSaid() {
        publish();
        ObjectNode dataSource = at(redash.state.dataSources, 1);
        dataSource.put("type", "pg");
        assertThatThrownBy(this::publish)
                .hasMessage(
                        "Cannot change the data source 'Waybill': it is of type pg, and not redshift. Name another with --data-source, or leave out --host and what belongs to it");
        dataSource.put("view_only", true);
        assertThatThrownBy(this::publish)
                .hasMessage(
                        "Cannot use the data source 'Waybill': the API key's user may only view its results. Let an admin give the user's group full access to it");
        redash.state.dataSources.put(2L, dataSource.deepCopy().put("id", 2));
        assertThatThrownBy(this::publish)
                .hasMessage(
                        "Cannot use the data source 'Waybill': Redash has 2 of that name. Rename all but one there, or name another with --data-source");
    }
}
