package dev.waybill.local.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.ContractParser;
import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.local.web.Browser.Got;
import dev.waybill.operate.Deployment;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The page over a real ledger, which has 10,000 batches of two datasets. */
@TestInstance(Lifecycle.PER_CLASS)
class WebPageIT {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final Pattern BATCH_LINK = Pattern.compile("href=\"batches/([a-z0-9-]+)\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private Home home;
    private LocalPipeline pipeline;
    private WatchedClient warehouse;
    private WebPage page;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        home = Home.open(folder.resolve("home"));
        pipeline = new LocalPipeline(home, PipelineSetup.TO_LOOK, PipelineListener.NONE, client -> {
            warehouse = new WatchedClient(client);
            return warehouse;
        });
        publish("orders");
        publish("refunds");
        Deployment deployment = pipeline.deployment();
        fillLedger();
        page = new WebPage(deployment, InstantSource.fixed(NOW), 0);
        browser = new Browser(page.url());
    }

    @AfterAll
    void stop() {
        page.close();
        pipeline.close();
        home.close();
    }

    @BeforeEach
    void reset() {
        warehouse.reset();
    }

    private void publish(String dataset) {
        byte[] yaml = """
                dataset: %1$s
                source: { system: shop, format: csv }
                columns: { id: integer }
                key: id
                target: { table: sales.%1$s }
                """.formatted(dataset).getBytes(StandardCharsets.UTF_8);
        pipeline.publish(ContractParser.parse(yaml, dataset), yaml);
    }

    /** A batch an hour of each dataset, of which the last was applied at {@link #NOW}, two at the same time. */
    private void fillLedger() throws SQLException {
        URI url = URI.create(pipeline.warehouse().url());
        String[] login = url.getUserInfo().split(":", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
                        login[0],
                        login[1]);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("""
                    INSERT INTO waybill.batch (batch_id, dataset, hour, delivered_at, manifest, target_table, mode,
                      contract_digest, read, rejected, superseded, staged, stale, inserted, updated, applied_at, deleted)
                    SELECT d || '-' || to_char(h, 'YYYYMMDDHH24') || '-0123456789abcdef', d, h, h,
                      's3://waybill-source-shop/' || d || '/manifest.json', 'sales.' || d, 'upsert',
                      'digest', 7, 1, 1, 5, 1, 3, 1, h, 0
                    FROM generate_series(0, 4999) AS n,
                      LATERAL (SELECT timestamp '2026-11-26 09:00:00' - n * interval '1 hour' AS h) AS x,
                      (VALUES ('orders'), ('refunds')) AS y(d)""")).isEqualTo(10_000);
        }
    }

    @Test
    void theOverviewOfTenThousandBatchesTakesThreeStatementsAndAsManyRowsAsItsChartsShow() {
        Got got = browser.get("/");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).contains("<h1>Overview</h1>", "Numbers of orders", "Numbers of refunds");
        // Of two datasets the latest batch, and 40 for a chart.
        assertThat(warehouse.rows()).isEqualTo(2 + 2 * 40);
        assertThat(warehouse.statements()).isEqualTo(2);
    }

    @Test
    void aPageOfTheListTakesAsManyRowsAsItShowsHoweverFarBackItIs() {
        String path = "/batches?dataset=orders";
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < 3; i++) {
            warehouse.reset();
            Got got = browser.get(path);
            assertThat(got.status()).isEqualTo(200);
            List<String> ids = matches(BATCH_LINK, got.body());
            assertThat(ids).hasSize(50).allMatch(id -> id.startsWith("orders-"));
            seen.addAll(ids);
            // One more says that there are more; and the names of two datasets.
            assertThat(warehouse.rows()).isEqualTo(51 + 2);
            assertThat(warehouse.statements()).isEqualTo(2);
            path = "/" + matches(NEXT, got.body()).get(0).replace("&amp;", "&");
        }
        assertThat(List.copyOf(seen)).hasSize(150).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void theListOfAllDatasetsLosesNoBatchOfThoseThatWereAppliedAtTheSameTime() {
        List<String> first = matches(BATCH_LINK, browser.get("/batches").body());
        List<String> second = matches(
                BATCH_LINK,
                browser.get("/batches?after=" + first.get(first.size() - 1)).body());
        List<String> both = Stream.concat(first.stream(), second.stream()).toList();
        assertThat(both).hasSize(100).doesNotHaveDuplicates();
        assertThat(both.stream().filter(id -> id.startsWith("orders-"))).hasSize(50);
    }

    @Test
    void theListEndsWithTheOldestBatch() {
        Got got = browser.get("/batches?dataset=orders&after=orders-2026050203-0123456789abcdef");
        assertThat(matches(BATCH_LINK, got.body())).containsExactly("orders-2026050202-0123456789abcdef");
        assertThat(matches(NEXT, got.body())).isEmpty();
    }

    @Test
    void aBatchHasAPage() {
        Got got = browser.get("/batches/orders-2026112608-0123456789abcdef");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body())
                .contains(
                        "<h1>orders, 2026-11-26 08:00 UTC</h1>",
                        "<li>read 7 = rejected 1 + superseded 1 + staged 5</li>",
                        "href=\"../batches\"");
        assertThat(warehouse.rows()).isEqualTo(1);
    }

    @Test
    void theStatusIsThereForScripts() throws IOException {
        Got got = browser.get("/status.json");
        assertThat(got.header("content-type")).contains("application/json");
        JsonNode status = ReceiptJson.mapper().readTree(got.body());
        assertThat(status.path("at").asText()).isEqualTo("2026-11-26T09:00:00Z");
        assertThat(status.path("datasets").findValuesAsText("dataset")).contains("orders", "refunds");
    }

    @Test
    void pagesAreNeitherKeptNorFramedNorAllowedToLoadAnything() {
        Got got = browser.get("/");
        assertThat(got.header("content-type")).contains("text/html; charset=utf-8");
        assertThat(got.header("cache-control")).contains("no-store");
        assertThat(got.header("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; img-src data:;"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
        assertThat(got.header("x-content-type-options")).contains("nosniff");
        assertThat(got.header("x-frame-options")).contains("DENY");
        assertThat(got.header("referrer-policy")).contains("no-referrer");
        assertThat(got.header("cross-origin-resource-policy")).contains("same-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/batches/",
                "/batches/x",
                "/batches/../x",
                "/batches/%3Cscript%3E",
                "/batches?dataset=NO",
                "/batches?after=%00",
                "/batches/orders-2026112608-ffffffffffffffff",
                "/batches/unheard-2026112608-ffffffffffffffff"
            })
    void whatIsNotThereIsSaidOnAPage(String path) {
        Got got = browser.get(path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body())
                .contains("<h1>There is no such page</h1>", "Overview</a>")
                .doesNotContain("<script>", "Exception");
    }

    @Test
    void nothingIsChangedHere() {
        Got got = browser.request("POST", "/", host());
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("allow")).contains("GET, HEAD");
        assertThat(got.body()).contains("changes are made on the command line");
    }

    @Test
    void aHeadHasTheHeadersOfThePageOnly() {
        Got got = browser.request("HEAD", "/", host());
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-length"))
                .contains(Integer.toString(browser.get("/").body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(got.body()).isEmpty();
    }

    @Test
    void onlyNamesOfThisMachineAreServed() {
        int port = URI.create(page.url()).getPort();
        for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertThat(browser.request("GET", "/batches", "Host: " + name + ":" + port)
                            .status())
                    .as(name)
                    .isEqualTo(200);
        }
        for (String name : List.of("evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0")) {
            Got got = browser.request("GET", "/batches", "Host: " + name + ":" + port);
            assertThat(got.status()).as(name).isEqualTo(421);
            assertThat(got.body()).contains("Open it as " + page.url()).doesNotContain("orders");
        }
        assertThat(browser.request("GET", "/", "Host: evil.example", host()).status())
                .isEqualTo(421);
        assertThat(browser.request("GET", "/", "Host: localhost").status()).isEqualTo(421);
    }

    @Test
    void aWarehouseThatDoesNotAnswerIsSaidOnAPage() {
        warehouse.failWith(SdkClientException.create("Connection refused"));
        Got got = browser.get("/");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.body())
                .contains(
                        "<h1>The pipeline can't be looked at</h1>",
                        "<p>Cannot run \"Find each dataset's latest batch\": Connection refused</p>",
                        "<p>Load the page again in a moment.")
                .doesNotContain("Exception", "at dev.waybill");
    }

    @Test
    void aMistakeOfWaybillsIsSaidOnAPageWithoutItsTrace() {
        warehouse.failWith(new IllegalStateException("secret"));
        Got got = browser.get("/");
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.body())
                .contains("<h1>This page can't be shown</h1>", "waybill.log")
                .doesNotContain("secret", "Exception");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int port = URI.create(page.url()).getPort();
        assertThatThrownBy(() -> new WebPage(pipeline.deployment(), InstantSource.system(), port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot serve the page on port " + port + ": ");
    }

    private String host() {
        return "Host: " + URI.create(page.url()).getAuthority();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
