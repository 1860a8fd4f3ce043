package dev.waybill.local.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The PostgreSQL that outlives a killed owner and holds its data directory. */
final class OrphanedServer {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private OrphanedServer() {}

    /** Stops the server that holds this data directory, if one does, and leaves no stale pid file. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = holder(pidFile).filter(process -> isPostgresOn(process, data));
        if (orphan.isPresent()) {
            interrupt(orphan.get(), data);
        }
        // PostgreSQL refuses to start while any process has the pid in this file, be it a stranger.
        Files.deleteIfExists(pidFile);
    }

    private static Optional<ProcessHandle> holder(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgresOn(ProcessHandle process, Path data) {
        List<String> words = commandLine(process);
        int option = words.indexOf("-D");
        return !words.isEmpty()
                && words.get(0).contains("postgres")
                && option >= 0
                && option + 1 < words.size()
                && isSame(words.get(option + 1), data);
    }

    // Where /proc is, it has the whole command line; Java cuts it at 4096 characters or, on macOS, leaves it out.
    private static List<String> commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
            return Arrays.asList(new String(words, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            String[] arguments = process.info().arguments().orElse(new String[0]);
            return process.info()
                    .command()
                    .map(command -> List.of((command + "\0" + String.join("\0", arguments)).split("\0")))
                    .orElse(List.of());
        }
    }

    private static boolean isSame(String folder, Path data) {
        try {
            return Files.isSameFile(Path.of(folder), data);
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown: clients are cut off, and everything committed is kept. */
    private static void interrupt(ProcessHandle orphan, Path data) throws IOException {
        String pid = String.valueOf(orphan.pid());
        try {
            new ProcessBuilder("kill", "-INT", pid).start().waitFor();
            orphan.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the orphaned PostgreSQL " + pid + " ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the PostgreSQL " + pid + " that a killed process left on " + data + " didn't end within "
                            + LONGEST_STOP.toSeconds() + " s. End it with: kill -QUIT " + pid,
                    e);
        }
    }
}
