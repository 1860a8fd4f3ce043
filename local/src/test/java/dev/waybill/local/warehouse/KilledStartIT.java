package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it starts the warehouse for the first time. */
class KilledStartIT {
    @TempDir
    Path home;

    @Test
    void oneThatWasKilledWhileItMadeTheDataDirectoryIsStartedOver() throws Exception {
        try (WarehouseProcess killed = WarehouseProcess.start(home)) {
            // initdb is at work, and goes on without the process that began it.
            killed.await(home.resolve("data/PG_VERSION"));
            killed.kill();
        }
        assertThat(home.resolve("ready")).doesNotExist();
        assertStarts();
    }

    @Test
    void whatItHadUnpackedOfPostgresqlByThenIsUnpackedAgain() throws Exception {
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        String flag = "-Djava.io.tmpdir=" + temporary;
        try (WarehouseProcess killed = WarehouseProcess.start(home, flag)) {
            killed.awaitUrl();
            killed.kill();
        }
        assertStarts();
        halve(temporary.resolve("embedded-pg"));
        try (WarehouseProcess again = WarehouseProcess.start(home, flag)) {
            again.awaitUrl();
            again.kill();
        }
        assertStarts();
    }

    /** As if it was killed while it unpacked the last program but one. */
    private static void halve(Path unpacked) throws IOException {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(unpacked, "PG-*")) {
            for (Path version : versions) {
                Files.delete(version.resolve(".exists"));
                Files.write(version.resolve("bin/pg_ctl"), new byte[10]);
            }
        }
    }

    private void assertStarts() throws Exception {
        AtomicInteger answer = new AtomicInteger();
        try (LocalWarehouse warehouse = LocalWarehouse.start(home)) {
            warehouse.query("SELECT 1", rows -> {
                rows.next();
                answer.set(rows.getInt(1));
            });
        }
        assertThat(answer).hasValue(1);
    }
}
