package dev.waybill.local.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

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
