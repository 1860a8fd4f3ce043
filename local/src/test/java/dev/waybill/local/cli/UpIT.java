package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.batch.Layout;
import dev.waybill.local.JavaCommand;
import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.local.s3.LocalCredentials;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.up.RunningLoads;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A pipeline that stays, in a process of its own, and the commands beside it. */
class UpIT {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer, item: varchar(10) }
            key: id
            target: { table: sales.orders }
            """;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endWhatAFailureLeft() {
        threads.shutdownNow();
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** A process, and the file of what it says. */
    private record Up(Process process, Path out) {
        /** Waits until a file is there that its start makes. */
        void awaitFile(Path file) throws InterruptedException {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!Files.exists(file)) {
                assertThat(process.isAlive() && System.nanoTime() < end).isTrue();
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
        }

        /** Waits until it has said this, or has ended. */
        String awaitSaid(String text) throws IOException, InterruptedException {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!Files.readString(out).contains(text)) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as("it says '%s', after%n%s", text, Files.readString(out))
                        .isTrue();
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
            return Files.readString(out);
        }
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Up up(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("up", "--home", home().toString(), "--page-port", "0"));
        all.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "up", ".txt");
        Process process = new ProcessBuilder(JavaCommand.waybill(all))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        return new Up(process, out);
    }

    private Ran waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--home", home().toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private String api() throws IOException {
        return "http://127.0.0.1:" + running().path("api_port").asInt();
    }

    private JsonNode running() throws IOException {
        return ReceiptJson.mapper().readTree(Files.readAllBytes(home().resolve("up.json")));
    }

    private void deliver(int hour, String row) throws IOException {
        LocalCredentials credentials = LocalCredentials.of(home().resolve("s3"));
        URI endpoint =
                URI.create("http://127.0.0.1:" + running().path("s3_port").asInt());
        try (S3Client s3 = LocalS3.client(endpoint, credentials)) {
            String path = "orders/2026/11/22/" + hour + "/";
            s3.putObject(
                    request -> request.bucket("waybill-source-shop").key(path + "a.csv"),
                    RequestBody.fromString("id,item\n" + row + "\n"));
            s3.putObject(
                    request -> request.bucket("waybill-source-shop").key(path + "manifest.json"),
                    RequestBody.fromString("{\"entries\":[{\"url\":\"a.csv\",\"mandatory\":true}]}"));
        }
    }

    @Test
    void itLoadsWhateverManifestLandsAlsoAfterAKill() throws Exception {
        String contract =
                Files.writeString(folder.resolve("orders.yaml"), CONTRACT).toString();
        Up first = up("--s3-port", "0", "--warehouse-port", "0", contract);
        assertThat(first.awaitSaid("Ctrl-C ends it."))
                .contains("Waybill is up in " + home())
                .contains("  warehouse  postgresql://waybill:")
                .contains("  export AWS_ENDPOINT_URL_SFN=" + api() + " AWS_ENDPOINT_URL_REDSHIFT_DATA=" + api() + "\n");
        deliver(10, "1,pen");
        first.awaitSaid(" loaded: read 1, rejected 0, superseded 0, stale 0, inserted 1, updated 0, deleted 0\n");

        // Beside it, through its own API.
        Ran status = waybill("status");
        assertThat(status.out()).as(status.err()).contains("orders   sales.orders  2026-11-22T10");
        assertThat(waybill("sql", "--csv", "SELECT item FROM sales.orders").out())
                .isEqualTo("item\npen\n");
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(running().path("page").asText()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(page).contains("sales.orders");
        Up second = up("--s3-port", "0", "--warehouse-port", "0");
        assertThat(second.process().waitFor()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(second.out()))
                .isEqualTo("waybill: A pipeline runs on the home " + home() + " already, as process "
                        + first.process().pid() + " with its page at "
                        + running().path("page").asText() + ". End that one first, or name another home with --home\n");

        // The client has its answer when this returns: from then on, the batch must be loaded, come what may.
        int warehousePort = running().path("warehouse_port").asInt();
        deliver(11, "2,ink");
        first.process().destroyForcibly().waitFor();
        // On the port of the server that the killed process left behind.
        Up third = up("--s3-port", "0", "--warehouse-port", String.valueOf(warehousePort));
        third.awaitSaid("2026112211-");
        third.awaitSaid(" loaded: read 1, rejected 0, superseded 0, stale 0, inserted 1, updated 0, deleted 0\n");
        assertThat(waybill("sql", "--csv", "SELECT item FROM sales.orders ORDER BY id")
                        .out())
                .isEqualTo("item\npen\nink\n");

        assertThat(home().resolve("s3/buckets/waybill-processed-shop/_reports/orders"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("orders-2026112210-"));

        third.process().destroy();
        assertThat(third.process().waitFor()).isEqualTo(128 + 15);
        assertThat(Files.readString(third.out())).endsWith("Ending\n");
        assertThat(home().resolve("up.json")).doesNotExist();
        assertThat(waybill("sql", "--csv", "SELECT count(*) FROM waybill.batch").out())
                .isEqualTo("count\n2\n");
    }

    @Test
    void aLoadBesideItIsDoneByIt() throws Exception {
        Path hour = Files.createDirectories(folder.resolve("in/2026/11/22/10"));
        Files.writeString(hour.resolve("a.csv"), "id,item\n1,pen\n2,ink\n");
        String contract =
                Files.writeString(folder.resolve("orders.yaml"), CONTRACT).toString();
        Up up = up("--s3-port", "0", "--warehouse-port", "0");
        up.awaitSaid("Ctrl-C ends it.");

        Ran loaded = waybill("load", contract, hour.toString());
        Ran again = waybill("load", "--json", contract, hour.toString());
        Files.writeString(hour.resolve("manifest.json"), "{}");
        Ran refused = waybill("load", contract, hour.toString());

        assertThat(loaded.exitCode()).as(loaded.err()).isEqualTo(ExitCode.DONE);
        assertThat(loaded.err())
                .isEqualTo("Loading in process " + up.process().pid() + ", which runs the pipeline of " + home()
                        + "\nDelivering " + hour + "\n");
        assertThat(loaded.out()).isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated
                ---------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded      2         0           0      0         2        0
                """);
        assertThat(ReceiptJson.mapper().readTree(again.out()).path("outcome").asText())
                .isEqualTo("already_loaded");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(refused.out()).contains("orders 2026-11-22T10: refused\n");
        assertThat(waybill("sql", "--csv", "SELECT item FROM sales.orders ORDER BY id")
                        .out())
                .isEqualTo("item\npen\nink\n");
    }

    @Test
    void loadsBesideItAtTheSameTimeDoNotMix() throws Exception {
        String contract =
                Files.writeString(folder.resolve("orders.yaml"), CONTRACT).toString();
        up("--s3-port", "0", "--warehouse-port", "0").awaitSaid("Ctrl-C ends it.");
        RunningPipeline running = RunningPipeline.on(home()).orElseThrow();
        List<SourceFolder> folders = new ArrayList<>();
        for (String one : List.of("a/2026/11/22/10", "b/2026/11/22/10", "a/2026/11/22/11")) {
            Path hour = Files.createDirectories(folder.resolve(one));
            int id = folders.size() + 1;
            Files.writeString(hour.resolve("rows.csv"), "id,item\n" + id + ",item" + id + "\n");
            folders.addAll(SourceFolder.find(hour, Layout.HOURLY));
        }
        byte[] yaml = Files.readAllBytes(Path.of(contract));

        List<String> outcomes = Stream.of(0, 1, 2, 2)
                .map(n -> CompletableFuture.supplyAsync(
                        () -> new RunningLoads(home(), running).load(yaml, folders.get(n)), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(BatchReport::outcome)
                .map(BatchReport.Outcome::toString)
                .toList();

        assertThat(outcomes.subList(0, 2)).containsExactly("loaded", "loaded");
        assertThat(outcomes.subList(2, 4)).containsExactlyInAnyOrder("loaded", "already_loaded");
        assertThat(waybill("sql", "--csv", "SELECT item FROM sales.orders ORDER BY id")
                        .out())
                .isEqualTo("item\nitem1\nitem2\nitem3\n");
    }

    @Test
    void whatIsStartingWhenItIsEndedEndsToo() throws Exception {
        Up up = up("--s3-port", "0", "--warehouse-port", "0");
        up.awaitFile(home().resolve("warehouse/data/PG_VERSION"));

        up.process().destroy();

        assertThat(up.process().waitFor()).isEqualTo(128 + 15);
        assertThat(Files.readString(up.out())).doesNotContain("Exception");
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains(home().toString()));
        assertThat(home().resolve("up.json")).doesNotExist();
        up("--s3-port", "0", "--warehouse-port", "0").awaitSaid("Ctrl-C ends it.");
    }

    @Test
    void aPortThatIsTakenIsNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Up up = up("--s3-port", port, "--warehouse-port", "0");

            assertThat(up.process().waitFor()).isEqualTo(ExitCode.FAILED);
            assertThat(Files.readString(up.out()))
                    .startsWith("waybill: Cannot start S3 on port " + port + ": ")
                    .endsWith(". Another program may have it; name another port with --s3-port, or 0 for any\n");
            assertThat(home().resolve("warehouse/data")).doesNotExist();
        }
    }
}
