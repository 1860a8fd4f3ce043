package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Hour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same batches, of rows and of rows that delete their keys, give the same table in whatever order and however often. */
class AnyOrderIT {
    private static final int ROUNDS = 3;
    private static final int ORDERS = 6;
    private static final int BATCHES = 5;

    @TempDir
    static Path home;

    private static LoadBench bench;

    @BeforeAll
    static void start() {
        bench = new LoadBench(home);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void anyOrderWithAnyDuplicatesGivesTheTableThatTheNewestRowsMake() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            List<List<String>> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                batches.add(RandomRows.of(i, random));
            }
            for (int order = 0; order < ORDERS; order++) {
                String table = "t" + round + "_" + order;
                List<ConvertedBatch> loads = new ArrayList<>();
                for (int i = 0; i < BATCHES; i++) {
                    loads.add(ConvertedBatch.of(
                            LoadDeletesIT.upsert(table),
                            Hour.of(2026, 11, 22, 10 + i / 2),
                            "b" + i,
                            batches.get(i).toArray(String[]::new)));
                }
                List<String> expected = Model.newest(loads);
                loads.add(loads.get(random.nextInt(BATCHES)));
                Collections.shuffle(loads, random);
                loads.forEach(bench::load);
                assertThat(bench.rows("SELECT id, item FROM shop." + table))
                        .as("%s: %s", table, loads)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        assertThat(bench.rows(
                        "SELECT count(*), sum(CASE WHEN staged = stale + inserted + updated + deleted THEN 1 ELSE 0 END)"
                                + " FROM waybill.batch"))
                .containsExactly(ROUNDS * ORDERS * BATCHES + "|" + ROUNDS * ORDERS * BATCHES);
    }
}
