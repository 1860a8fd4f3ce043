package dev.waybill.local.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process that starts the warehouse, says its URL and waits to be killed. */
final class WarehouseProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private WarehouseProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static void main(String[] args) throws IOException {
        System.out.println(LocalWarehouse.start(Path.of(args[0])).jdbcUrl());
        System.out.println(System.in.read());
    }

    static WarehouseProcess start(Path folder, String... flags) throws IOException {
        List<String> command = JavaCommand.of(
                Stream.concat(Stream.of(flags), Stream.of("-Dlog4j2.configurationFile=log4j2-local.xml"))
                        .toList(),
                WarehouseProcess.class,
                List.of(folder.toString()));
        Path log = folder.resolve("owner.log");
        return new WarehouseProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** Waits until the warehouse has started, and answers its JDBC URL. */
    String awaitUrl() throws IOException {
        // Not closed: closing it would have to wait for the process.
        String url = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        assertThat(url).as(Files.readString(log)).isNotNull();
        return url;
    }

    /** Waits until a file is there that the start makes on its way. */
    void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(1);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
