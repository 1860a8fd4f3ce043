package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.JavaCommand;
import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that operate a home, killed by SIGKILL in the middle and given again. In mode append, rows that are applied twice are
 * there twice.
 */
class KilledCommandsIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int SIGKILLED = 128 + 9;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endWhatAFailureLeft() {
        processes.forEach(Process::destroyForcibly);
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private interface Moment {
        boolean isNow() throws IOException, SQLException;
    }

    private Path home() {
        return folder.resolve("home");
    }

    private List<String> onHome(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home().toString()));
        return all;
    }

    private Ran waybill(String... arguments) {
        return Shell.run(onHome(arguments).toArray(String[]::new));
    }

    private Process start(String... arguments) throws IOException {
        Process process = new ProcessBuilder(JavaCommand.waybill(onHome(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "command", ".txt").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static void await(Process process, Moment moment) throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!moment.isNow()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("the moment comes before the end")
                    .isTrue();
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(SIGKILLED);
    }

    /** Whether an execution of a batch that isn't among these has come to its load. */
    private boolean loads(List<String> others) throws IOException {
        try (Stream<Path> files = Files.list(home().resolve("executions"))) {
            for (Path file : files.filter(found -> found.toString().endsWith(".json"))
                    .filter(found -> !others.contains(found.getFileName().toString()))
                    .toList()) {
                if (Files.readString(file).contains("LoadBatch")) {
                    return true;
                }
            }
            return false;
        }
    }

    private List<String> executions() throws IOException {
        try (Stream<Path> files = Files.list(home().resolve("executions"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private String load(String contract, int hour, String rows) throws IOException {
        Path yaml = Files.writeString(folder.resolve("orders.yaml"), """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer, item: varchar(10) }
                target: { table: sales.orders, mode: append }
                quality: { max_rejected: %s }
                """.formatted(contract));
        Path in = Files.createDirectories(folder.resolve("in/2026/11/22/" + hour));
        Files.writeString(in.resolve("a.csv"), "id,item\n" + rows);
        Ran loaded = waybill("load", "--json", yaml.toString(), in.toString());
        JsonNode report = ReceiptJson.mapper().readTree(loaded.out());
        assertThat(report.path("batch").isTextual())
                .as(loaded.err() + loaded.out())
                .isTrue();
        return report.path("batch").asText();
    }

    private String items() {
        return waybill("sql", "--csv", "SELECT item FROM sales.orders ORDER BY item")
                .out()
                .lines()
                .skip(1)
                .toList()
                .toString();
    }

    @Test
    void givenAgainEachEndsAsIfItHadNotBeenKilledAndNothingIsThereTwice() throws Exception {
        String batch = load("0%", 10, "1,pen\nx,ink\n");
        load("50%", 11, "2,cap\n");
        assertThat(items()).isEqualTo("[cap]");

        replayIsKilled(batch);
        assertThat(items()).isEqualTo("[cap, pen]");

        String resubmitted = resubmissionIsKilled(batch);
        assertThat(items()).isEqualTo("[cap, ink, pen]");

        undoIsKilled(resubmitted);
        assertThat(items()).isEqualTo("[cap, pen]");
        assertThat(waybill("sql", "--csv", "SELECT count(*), count(undone_at) FROM waybill.batch")
                        .out())
                .isEqualTo("count,count\n3,1\n");
    }

    private void replayIsKilled(String batch) throws Exception {
        List<String> before = executions();
        Process replay = start("replay", "--yes", batch);
        await(replay, () -> loads(before));
        kill(replay);

        Ran again = waybill("replay", "--yes", batch);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo(batch + ": loaded and valid\n");
    }

    /** Answers the batch of the corrected rows. */
    private String resubmissionIsKilled(String batch) throws Exception {
        Path out = folder.resolve("out");
        assertThat(waybill("quarantine", "export", batch, out.toString()).exitCode())
                .isZero();
        Files.writeString(out.resolve("a.csv"), "id,item\n3,ink\n");
        List<String> before = executions();
        Process resubmit = start("quarantine", "resubmit", "--yes", batch, out.toString());
        await(resubmit, () -> loads(before));
        kill(resubmit);

        Ran again = waybill("quarantine", "resubmit", "--yes", batch, out.toString());
        assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
        assertThat(again.out()).startsWith("These files were delivered before, as orders-2026112210-");
        Ran third = waybill("quarantine", "resubmit", "--yes", batch, out.toString());
        assertThat(third.exitCode()).isZero();
        String resubmitted = third.out().lines().findFirst().orElseThrow().replaceAll(".*, as |: it is.*", "");
        assertThat(third.out())
                .startsWith("These files were delivered before, as " + resubmitted + ": it is loaded and valid."
                        + " To deliver them anew, change them by a byte\n");
        return resubmitted;
    }

    private void undoIsKilled(String batch) throws Exception {
        Path pid = home().resolve("warehouse/data/postmaster.pid");
        Process undo = start("undo", "--yes", batch);
        await(undo, () -> isReady(pid));
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(pid).get(3) + "/dev",
                        "waybill",
                        Files.readString(home().resolve("warehouse/password")).strip());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE sales.orders IN ACCESS EXCLUSIVE MODE");
            await(undo, () -> isWaitedFor(statement));
            kill(undo);
        }

        Ran again = waybill("undo", "--yes", batch);

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains(batch + "  taken back        1");
        assertThat(waybill("undo", "--yes", batch).out()).contains("was taken back before        1");
    }

    /** PostgreSQL writes there how far its start is. */
    private static boolean isReady(Path pid) throws IOException {
        return Files.exists(pid) && Files.readAllLines(pid).stream().anyMatch(line -> line.startsWith("ready"));
    }

    private static boolean isWaitedFor(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            return found.next() && found.getInt(1) > 0;
        }
    }
}
