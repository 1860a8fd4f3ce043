package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schedules of loads, duplicates, deletes, corrections and undos, with services that fail in every way, and what the table
 * is in the end. {@code -Dschedules=10000} runs as many, {@code -Dschedules.first=77} begins at a seed.
 *
 * <p>Every call of the Data API and of S3 may fail before it is sent or after it was done, and the caller may be killed before or
 * after it; S3 may also fail under COPY. A task's timeout is a caller that is gone at once, while the statement that it handed
 * over, or its whole job, goes on by itself: beside the next run, or much later. A share of the schedules is loaded by the deployed
 * state machine, which retries, times out and is redriven; in the others a load is simply run again, as is an undo in all of
 * them. Delays pass at once.
 */
class SchedulesIT {
    private static final int SCHEDULES = Integer.getInteger("schedules", 300);
    private static final long FIRST = Long.getLong("schedules.first", 0);

    /** As many get a warehouse of their own, which would be full of tables by and by. */
    private static final int ROUND = 500;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final FaultTally tally = new FaultTally();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void everyScheduleGivesTheTableOfTheModel() throws InterruptedException, ExecutionException, IOException {
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed += ROUND) {
            long next = Math.min(seed + ROUND, FIRST + SCHEDULES);
            round(seed, next);
            System.out.printf("Schedules %d to %d are right. Faults: %s%n", FIRST, next - 1, tally);
        }
        if (SCHEDULES >= 300) {
            assertThat(tally.met())
                    .isEqualTo(Map.of(
                            "transaction",
                            EnumSet.allOf(Fault.class),
                            "Data API",
                            EnumSet.complementOf(EnumSet.of(Fault.DONE_TWICE)),
                            "S3",
                            Fault.OF_CALLER,
                            "S3 under COPY",
                            Fault.OF_SERVICE,
                            "S3 of states",
                            Fault.OF_SERVICE,
                            "LoadBatch",
                            EnumSet.of(Fault.TIMED_OUT)));
            assertThat(tally.redrives()).isPositive();
        }
    }

    private void round(long first, long next) throws InterruptedException, ExecutionException, IOException {
        Path home = Files.createDirectory(folder.resolve("from-" + first));
        ExecutorService atOnce = Executors.newFixedThreadPool(2);
        try (LoadBench bench = new LoadBench(home)) {
            List<Future<?>> runs = new ArrayList<>();
            for (long seed = first; seed < next; seed++) {
                long own = seed;
                runs.add(atOnce.submit(() -> runNamed(bench, own, home)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            atOnce.shutdownNow();
        }
        FileUtils.deleteDirectory(home.toFile());
    }

    private void runNamed(LoadBench bench, long seed, Path home) {
        Schedule schedule = Schedule.of(seed);
        try {
            run(bench, seed, schedule, home);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + schedule, e);
        }
    }

    private void run(LoadBench bench, long seed, Schedule schedule, Path home) {
        Random random = new Random(seed);
        schedule.batches().forEach(bench::put);
        Model model;
        try (BadDay day = new BadDay(bench, tally, THREADS, new Random(random.nextLong()))) {
            model = new ScheduleRun(schedule, day, home).run(random, THREADS);
        }
        Contract contract = schedule.contract();
        assertThat(bench.rows("SELECT id, item, at FROM " + contract.target().table()))
                .containsExactlyInAnyOrderElementsOf(
                        model.rows(contract.target().mode()).stream()
                                .map(SchedulesIT::selected)
                                .toList());
        assertLedger(bench, contract, model);
        assertSides(bench, contract);
    }

    private static void assertLedger(LoadBench bench, Contract contract, Model model) {
        assertThat(bench.rows("SELECT batch_id, undone_at IS NOT NULL FROM waybill.batch WHERE dataset = '"
                        + contract.dataset() + "' AND staged = stale + inserted + updated + deleted"
                        + " AND read = rejected + superseded + staged"))
                .as("ledger")
                .containsExactlyInAnyOrderElementsOf(model.applied.stream()
                        .map(batch -> batch.delivery().batch() + (model.undone.contains(batch) ? "|t" : "|f"))
                        .toList());
    }

    /** No key is both in the target and deleted, and no row of the target is of a batch that doesn't count. */
    private static void assertSides(LoadBench bench, Contract contract) {
        String table = contract.target().table().toString();
        assertThat(bench.rows("SELECT t.id FROM " + table + " AS t JOIN waybill.batch AS b ON b.batch_id = t._batch"
                        + " LEFT JOIN waybill.batch AS l ON l.supersedes = b.batch_id AND l.undone_at IS NULL"
                        + " WHERE b.undone_at IS NOT NULL OR l.batch_id IS NOT NULL"))
                .as("rows of batches that don't count")
                .isEmpty();
        if (contract.deleteWhen().isPresent()) {
            String tombstones = bench.rows(
                            "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'deleted_"
                                    + contract.dataset() + "\\\\_________'")
                    .get(0);
            assertThat(bench.rows(
                            "SELECT t.id FROM " + table + " AS t JOIN waybill." + tombstones + " AS d ON d.id = t.id"))
                    .as("keys that are there and deleted")
                    .isEmpty();
        }
    }

    private static String selected(String row) {
        String[] values = row.split(" ", -1);
        return values[0] + "|" + (values[1].equals("-") ? "null" : values[1]) + "|"
                + (values[2].equals("-") ? "null" : "2026-11-22 " + values[2] + ":00");
    }
}
