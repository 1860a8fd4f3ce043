package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** A dataset of which hour 00 of a day was loaded, 06 rejected, 12 has files only and 18 nothing, as its operators see it. */
@TestMethodOrder(OrderAnnotation.class)
class OperateIT {
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer, item: varchar(10) }
            key: id
            target: { table: sales.orders }
            cadence: { every: 6 hours }
            quality: { max_rejected: %s }
            """;

    @TempDir
    static Path folder;

    private static LocalDateTime day = LocalDateTime.MIN;
    private static String good = "";
    private static String bad = "";

    @BeforeAll
    static void look() {
        day = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).minusDays(2);
    }

    private static Ran waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private static String hour(int hour) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").format(day.withHour(hour));
    }

    private static String path(int hour) {
        return DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").format(day.withHour(hour));
    }

    private static Path deliver(int hour, String rows) throws IOException {
        Path path = Files.createDirectories(folder.resolve("in").resolve(path(hour)));
        Files.writeString(path.resolve("a.csv"), "id,item\n" + rows);
        return path;
    }

    /** Puts an object of hour 12 while no pipeline is there to hear of it. */
    private static Path put(String name, String text) {
        String key = "orders/" + path(12) + "/" + name;
        Path home = folder.resolve("home/s3");
        try (LocalS3 s3 = LocalS3.start(home, ".none", event -> {})) {
            s3.client()
                    .putObject(request -> request.bucket("waybill-source-shop").key(key), RequestBody.fromString(text));
        }
        return home.resolve("buckets/waybill-source-shop").resolve(key);
    }

    private static Path contract(String mostRejected) throws IOException {
        return Files.writeString(folder.resolve("orders.yaml"), CONTRACT.formatted(mostRejected));
    }

    @Test
    @Order(1)
    void statusNamesTheRejectedBatchItsReasonAndTheCommand() throws IOException {
        String contract = contract("0%").toString();
        Ran loaded = waybill(
                "load",
                "--json",
                contract,
                deliver(0, "1,pen\n2,ink\n").toString(),
                deliver(6, "1,cap\nx,lid\n").toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isEqualTo(ExitCode.REJECTED);
        List<String> lines = loaded.out().lines().toList();
        good = ReceiptJson.mapper().readTree(lines.get(0)).path("batch").asText();
        bad = ReceiptJson.mapper().readTree(lines.get(1)).path("batch").asText();

        Ran status = waybill("status");

        assertThat(status.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(status.out())
                .contains("orders   sales.orders  " + hour(0))
                .contains("6 hours  late since")
                .contains(bad + ": rejected ")
                .contains("ConvertBatch rejected the batch: 1 of 2 records is rejected")
                .contains("or correct the contract and: ./waybill replay " + bad + " --home " + folder.resolve("home")
                        + "\n");
        JsonNode json =
                ReceiptJson.mapper().readTree(waybill("status", "--json").out());
        assertThat(json.at("/datasets/0/last/batch").asText()).isEqualTo(good);
        assertThat(json.at("/failed/0/failure/error").asText()).isEqualTo("BatchRejected");
    }

    @Test
    @Order(2)
    void aBatchIsShownWithItsAccountWayFilesChecksAndLineage() {
        Ran loaded = waybill("batch", good);

        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.out())
                .startsWith(good + ": loaded\n")
                .contains("read 2 = rejected 0 + superseded 0 + staged 2")
                .contains("staged 2 = stale 0 + inserted 2 + updated 0 + deleted 0")
                .contains("CrawlSource")
                .contains(" → Loaded")
                .contains(" a.csv     2         0")
                .contains(" ✓  the ledger has the batch once")
                .contains("SELECT * FROM sales.orders WHERE _batch = '" + good + "'")
                .contains("it can be taken back: ./waybill undo " + good);
        Ran rejected = waybill("batch", bad);
        assertThat(rejected.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(rejected.out())
                .contains(bad + ": rejected\n")
                .contains("not in the table")
                .contains("a.csv:3: id: 'x' is not")
                .contains("All of them: ./waybill quarantine show " + bad);
        assertThat(waybill("batch", "orders-2026112210-0123456789abcdef").err())
                .isEqualTo("waybill: Unknown batch orders-2026112210-0123456789abcdef: neither the ledger nor"
                        + " s3://waybill-processed-shop/_receipts/orders/orders-2026112210-0123456789abcdef/ has it."
                        + " 'status' and 'missing' name the batches that are there\n");
    }

    @Test
    @Order(3)
    void missingSaysOfEachHourHowFarItCame() throws IOException {
        put("b.csv", "id,item\n9,pen\n");

        Ran missing = waybill("missing", "--json", "--since", "3 days");

        assertThat(missing.exitCode()).isEqualTo(ExitCode.REJECTED);
        List<String> kinds = new ArrayList<>();
        for (String line : missing.out().lines().toList()) {
            JsonNode one = ReceiptJson.mapper().readTree(line);
            kinds.add(one.path("hour").asText() + " " + one.path("kind").asText());
        }
        assertThat(kinds).contains(hour(6) + " rejected", hour(12) + " incomplete", hour(18) + " absent");
        assertThat(kinds).noneMatch(kind -> kind.startsWith(hour(0)));
        assertThat(waybill("missing").out())
                .contains("nothing was delivered")
                .contains("1 file is there, the last of them since ")
                .contains("Ask shop whether the delivery is complete, and put its manifest.json");
    }

    @Test
    @Order(4)
    void aReplayRunsWhatIsNotLoadedAndNothingElse() throws IOException {
        Ran plan = waybill("replay", "--dataset", "orders", "--from", hour(0));
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .contains(good + "  nothing  it is loaded and valid")
                .contains(bad + "  run      it isn't in the table: ConvertBatch rejected the batch")
                .endsWith("Of 2 batches, 1 would be run. Nothing was done. With --yes it is done.\n");

        Ran again = waybill("replay", "--yes", bad);
        assertThat(again.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(again.out()).startsWith(bad + ": ConvertBatch rejected the batch: 1 of 2 records");

        // Publishing is by load, until its contract lets the batch in.
        waybill("load", contract("50%").toString(), deliver(0, "1,pen\n2,ink\n").toString());
        Ran right = waybill("replay", "--yes", "--dataset", "orders");
        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(right.out()).isEqualTo(bad + ": loaded and valid\n" + good + ": it is loaded and valid\n");
        assertThat(waybill("sql", "--csv", "SELECT id, item FROM sales.orders ORDER BY id")
                        .out())
                .isEqualTo("id,item\n1,cap\n2,ink\n");
        assertThat(waybill("batch", "--json", bad).out()).contains("\"name\":\"" + bad + "-2\"");
    }

    @Test
    @Order(5)
    void aManifestThatStartedNothingIsFoundAndAnnouncedAgain() throws IOException {
        Path file = put("manifest.json", "{\"entries\":[{\"url\":\"b.csv\",\"mandatory\":true}]}");
        assertThat(waybill("missing", "--json", "orders").out()).doesNotContain("not started");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        String manifest = "s3://waybill-source-shop/orders/" + path(12) + "/manifest.json";

        assertThat(waybill("missing", "orders").out())
                .contains(hour(12) + "  not started")
                .contains("announce it again: ./waybill replay " + manifest);
        assertThat(waybill("replay", manifest).out()).contains(manifest + " would be announced again\n");
        Ran announced = waybill("replay", "--yes", manifest);

        assertThat(announced.exitCode()).as(announced.err()).isZero();
        assertThat(announced.out()).endsWith(": loaded and valid\n");
        assertThat(waybill("missing", "--json", "orders").out()).doesNotContain(hour(12));
        assertThat(waybill("replay", "--yes", manifest).err())
                .startsWith("waybill: Cannot announce " + manifest + " again: it started the batch orders-")
                .contains(". To run that again: ./waybill replay orders-");
    }

    @Test
    @Order(6)
    void rejectedRowsAreExportedCorrectedAndDelivered() throws IOException {
        assertThat(waybill("quarantine", "list").out()).contains(bad).contains("     2         1");
        assertThat(waybill("quarantine", "show", bad).out())
                .startsWith("a.csv:3\n  id: 'x' is not an integer")
                .endsWith("  | x,lid\n1 of 1 rejected row\n");
        Path out = folder.resolve("out");

        Ran exported = waybill("quarantine", "export", bad, out.toString());

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(out.resolve("a.csv")).hasContent("id,item\nx,lid\n");
        assertThat(Files.readString(out.resolve("reasons.tsv")))
                .startsWith("file\tposition\treason\na.csv\t3\tid: 'x' is not");
        Files.writeString(out.resolve("a.csv"), "id,item\n7,lid\n");
        assertThat(waybill("quarantine", "resubmit", bad, out.toString()).out())
                .isEqualTo("would deliver " + out.resolve("a.csv") + "\nNothing was done. With --yes it is done.\n");
        Ran resubmitted = waybill("quarantine", "resubmit", "--yes", bad, out.toString());
        assertThat(resubmitted.exitCode()).as(resubmitted.err()).isZero();
        assertThat(waybill("sql", "--csv", "SELECT item FROM sales.orders WHERE id = 7")
                        .out())
                .isEqualTo("item\nlid\n");
    }

    @Test
    void whatIsNoUseIsSaid() {
        assertThat(waybill("replay").err()).isEqualTo("waybill: Name batches, or a dataset with --dataset\n");
        assertThat(waybill("replay", "--from", "2026-11-22T10", "orders-2026112210-0123456789abcdef")
                        .err())
                .isEqualTo("waybill: --from and --to are hours of a dataset. Name it with --dataset\n");
        assertThat(waybill("missing", "--since", "long").err())
                .isEqualTo(
                        "waybill: Invalid --since: Invalid age: 'long'. Write a number of minutes, hours or days, such as 2 hours\n");
    }
}
