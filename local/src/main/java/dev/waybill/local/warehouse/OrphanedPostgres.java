package dev.waybill.local.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What outlives a killed owner on its data directory: the server, or the programs that were about to make the directory and to
 * start the server. They are looked for among the processes, since a server has a pid file only some time after its start, and
 * initdb, which deletes the directory when it fails, has none.
 */
final class OrphanedPostgres {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl");

    private OrphanedPostgres() {}

    /** Ends whatever runs on this data directory, and leaves no stale pid file. */
    static void stop(Path data) throws IOException {
        // One that is interrupted may have just started another.
        for (List<ProcessHandle> found = on(data); !found.isEmpty(); found = on(data)) {
            for (ProcessHandle orphan : found) {
                interrupt(orphan, data);
            }
        }
        // PostgreSQL refuses to start while any process has the pid in this file, be it a stranger.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** Whether any of PostgreSQL's programs is at work on this data directory. */
    static boolean isAtWork(Path data) {
        return !on(data).isEmpty();
    }

    private static List<ProcessHandle> on(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isPostgresOn(commandLine(process), data))
                .toList();
    }

    private static boolean isPostgresOn(List<String> words, Path data) {
        int option = words.indexOf("-D");
        return option > 0
                && option + 1 < words.size()
                && PROGRAMS.contains(words.get(0).substring(words.get(0).lastIndexOf('/') + 1))
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
