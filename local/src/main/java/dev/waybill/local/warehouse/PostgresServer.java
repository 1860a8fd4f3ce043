package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.LocalWarehouse.Closing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * PostgreSQL's own set-up, made to start fast on a machine that does other work too.
 *
 * <p>What was committed survives the death of every process, by whatever signal: a commit is handed to the operating system
 * before it is answered (synchronous_commit). It isn't flushed to the disk (fsync), which makes small commits many times
 * faster; if the whole machine dies, delete the home and load again.
 */
final class PostgresServer {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "128MB"),
            // Parallel queries need shared memory that a container may not have.
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"),
            // Redshift hashes what it joins. Without the statistics that a short process never gets, loops would be
            // guessed cheaper.
            Map.entry("enable_nestloop", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_checkpoints", "off"));

    private final Path data;
    private final Path ready;
    private final Path log;
    private final int port;
    private final Closing closing;
    private final Password password;

    PostgresServer(Path folder, int port, Closing closing, Password password) {
        this.port = port;
        this.closing = closing;
        this.data = data(folder);
        this.ready = data.resolveSibling("ready");
        this.log = data.resolveSibling("postgres.log");
        this.password = password;
    }

    /** The data directory, by the path that PostgreSQL is started with. */
    static Path data(Path folder) {
        return folder.toAbsolutePath().normalize().resolve("data");
    }

    EmbeddedPostgres start() throws IOException {
        OrphanedPostgres.stop(data);
        UnpackedPostgres.deleteHalf();
        Files.deleteIfExists(log);
        boolean isNew = !Files.exists(ready);
        if (isNew) {
            // A first start that was killed half-way leaves nothing to keep.
            FileUtils.deleteDirectory(data.toFile());
        } else {
            PostgresVersion.requireReadable(data);
        }
        EmbeddedPostgres server = launch();
        try {
            Bootstrap.run(server, password, isNew);
            if (isNew) {
                Files.createFile(ready);
            }
            return server;
        } catch (SQLException | IOException e) {
            server.close();
            throw new IOException("its set-up failed: " + e.getMessage(), e);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(closing == Closing.AT_SHUTDOWN)
                .setPort(port)
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setConnectConfig("password", password.text());
        initdbOptions().forEach(builder::setLocaleConfig);
        SETTINGS.forEach(builder::setServerConfig);
        return new ServerStart(data, log).await(builder);
    }

    /** Byte order, like Redshift's collation, but with upper and lower for all of Unicode. */
    private Map<String, String> initdbOptions() {
        return Map.of(
                "locale", "C",
                "locale-provider", "builtin",
                "builtin-locale", "C.UTF-8",
                "encoding", "UTF8",
                "auth-host", "scram-sha-256",
                "auth-local", "scram-sha-256",
                "pwfile", password.file().toString());
    }
}
