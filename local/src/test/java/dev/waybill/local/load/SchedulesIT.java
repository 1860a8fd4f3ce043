package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.local.load.FaultyClient.Killed;
import dev.waybill.local.load.Schedule.Event;
import dev.waybill.receipt.LoadReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schedules of loads, duplicates, deletes, corrections and undos, through a Data API that fails in every way, and what
 * the table is in the end. {@code -Dschedules=10000} runs as many, {@code -Dschedules.first=77} begins at a seed.
 */
class SchedulesIT {
    @TempDir
    static Path home;

    private static LoadBench bench;
    private static final ExecutorService TOGETHER = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        bench = new LoadBench(home);
    }

    @AfterAll
    static void stop() {
        TOGETHER.shutdownNow();
        bench.close();
    }

    @Test
    void everyScheduleGivesTheTableOfTheModel() throws InterruptedException, ExecutionException {
        long first = Long.getLong("schedules.first", 0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (long seed = first; seed < first + Integer.getInteger("schedules", 300); seed++) {
                long own = seed;
                runs.add(threads.submit(() -> runNamed(own)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void runNamed(long seed) {
        try {
            run(seed);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + Schedule.of(seed), e);
        }
    }

    private static void run(long seed) {
        Schedule schedule = Schedule.of(seed);
        Model model = new Model();
        Random random = new Random(seed);
        for (List<Event> group : schedule.events()) {
            if (group.size() == 1) {
                outcome(group.get(0), new Random(random.nextLong())).addTo(model);
            } else {
                List<CompletableFuture<Outcome>> running = new ArrayList<>();
                for (Event event : group) {
                    Random own = new Random(random.nextLong());
                    running.add(CompletableFuture.supplyAsync(() -> outcome(event, own), TOGETHER));
                }
                running.forEach(outcome -> outcome.join().addTo(model));
            }
        }
        String table = schedule.batches().get(0).contract().target().table().toString();
        assertThat(bench.rows("SELECT id, item, at FROM " + table))
                .as("seed %d: %s", seed, schedule)
                .containsExactlyInAnyOrderElementsOf(model.rows(schedule.mode()).stream()
                        .map(SchedulesIT::selected)
                        .toList());
        assertLedger(seed, schedule, model);
        assertSides(seed, schedule);
    }

    private static void assertLedger(long seed, Schedule schedule, Model model) {
        String dataset = schedule.batches().get(0).contract().dataset().toString();
        assertThat(
                        bench.rows(
                                "SELECT batch_id, undone_at IS NOT NULL FROM waybill.batch WHERE dataset = '" + dataset
                                        + "' AND staged = stale + inserted + updated + deleted AND read = rejected + superseded + staged"))
                .as("ledger of seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(model.applied.stream()
                        .map(batch -> batch.delivery().batch() + (model.undone.contains(batch) ? "|t" : "|f"))
                        .toList());
    }

    /** No key is both in the target and deleted, and no row of the target is of a batch that doesn't count. */
    private static void assertSides(long seed, Schedule schedule) {
        Contract contract = schedule.batches().get(0).contract();
        String table = contract.target().table().toString();
        assertThat(bench.rows("SELECT t.id FROM " + table + " AS t JOIN waybill.batch AS b ON b.batch_id = t._batch"
                        + " LEFT JOIN waybill.batch AS l ON l.supersedes = b.batch_id AND l.undone_at IS NULL"
                        + " WHERE b.undone_at IS NOT NULL OR l.batch_id IS NOT NULL"))
                .as("rows of batches that don't count, seed %d", seed)
                .isEmpty();
        if (contract.deleteWhen().isPresent()) {
            String tombstones = bench.rows(
                            "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'deleted_"
                                    + contract.dataset() + "\\\\_________'")
                    .get(0);
            assertThat(bench.rows(
                            "SELECT t.id FROM " + table + " AS t JOIN waybill." + tombstones + " AS d ON d.id = t.id"))
                    .as("keys that are there and deleted, seed %d", seed)
                    .isEmpty();
        }
    }

    /** What an event came to, for the model. */
    private record Outcome(Event event, boolean isDone) {
        void addTo(Model model) {
            if (isDone && event.isUndo()) {
                model.undone.add(event.batch());
            } else if (isDone) {
                model.applied.add(event.batch());
            }
        }
    }

    /** Runs it again and again, as a redrive does, until it ends in a verdict. */
    private static Outcome outcome(Event event, Random random) {
        while (true) {
            try {
                return new Outcome(event, event.isUndo() ? undo(event, random) : load(event, random));
            } catch (TransientException | UnknownOutcomeException | Killed e) {
                // Redriven.
            }
        }
    }

    private static boolean load(Event event, Random random) {
        LoadReceipt receipt = bench.load(event.batch(), new FaultyClient(bench.redshift(), random));
        if (!receipt.accepted()) {
            assertThat(receipt.reasons()).singleElement().asString().contains(" was applied, and taken back at ");
        }
        return true;
    }

    private static boolean undo(Event event, Random random) {
        try {
            bench.undo(event.batch(), new FaultyClient(bench.redshift(), random));
            return true;
        } catch (TerminalException e) {
            assertThat(e)
                    .hasMessageMatching(
                            "Cannot take .* back: (the ledger has no batch of that id.*|.* supersedes it. Take that batch back first)");
            return false;
        }
    }

    private static String selected(String row) {
        String[] values = row.split(" ", -1);
        return values[0] + "|" + (values[1].equals("-") ? "null" : values[1]) + "|"
                + (values[2].equals("-") ? "null" : "2026-11-22 " + values[2] + ":00");
    }
}
