package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Hour;
import dev.waybill.local.warehouse.Meddler;
import dev.waybill.receipt.LoadReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;

/** Loads at once, each through a connection of its own, at both of Redshift's isolation levels. */
class ConcurrentLoadsIT {
    private static final int THREADS = 8;
    private static final int BATCHES = 12;

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

    @ParameterizedTest
    @ValueSource(strings = {"SNAPSHOT", "SERIALIZABLE"})
    void batchesOfOneDatasetGiveTheTableThatTheNewestRowsMakeAndEachIsAppliedOnce(String level) throws Exception {
        bench.execute("ALTER DATABASE dev ISOLATION LEVEL " + level);
        String dataset = "one_" + level.toLowerCase(Locale.ROOT);
        List<ConvertedBatch> batches = batches(1, i -> dataset);
        List<LoadReceipt> receipts = atOnce(batches);
        requireAppliedOnce(batches, receipts);
        assertThat(bench.rows("SELECT id, item FROM shop." + dataset))
                .containsExactlyInAnyOrderElementsOf(Model.newest(batches));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SNAPSHOT", "SERIALIZABLE"})
    void batchesOfDifferentDatasetsShareOnlyTheLedger(String level) throws Exception {
        bench.execute("ALTER DATABASE dev ISOLATION LEVEL " + level);
        String prefix = "of_" + level.toLowerCase(Locale.ROOT);
        List<ConvertedBatch> batches = batches(2, i -> prefix + i % THREADS);
        List<LoadReceipt> receipts = atOnce(batches);
        requireAppliedOnce(batches, receipts);
        for (int i = 0; i < THREADS; i++) {
            String dataset = prefix + i;
            assertThat(bench.rows("SELECT id, item FROM shop." + dataset))
                    .containsExactlyInAnyOrderElementsOf(Model.newest(batches.stream()
                            .filter(batch ->
                                    batch.delivery().dataset().toString().equals(dataset))
                            .toList()));
        }
    }

    @Test
    void aLoadThatQuickLoadsOfOtherDatasetsOvertakeIsAppliedAtItsSecondAttempt() {
        bench.execute("ALTER DATABASE dev ISOLATION LEVEL SERIALIZABLE");
        String yaml = LoadDeletesIT.upsert("slow");
        bench.load(ConvertedBatch.of(yaml, LoadBench.HOUR, "a", "1 pen 08:00"));
        bench.load(ConvertedBatch.of(LoadDeletesIT.upsert("quick"), LoadBench.HOUR, "first", "1 pen 08:00"));
        List<CompletableFuture<LoadReceipt>> quick = new ArrayList<>();
        InterruptedClient client = new InterruptedClient(bench.redshift(), call -> () -> overtaken(call, quick));
        client.meetEveryTransaction();
        LoadReceipt receipt = bench.load(ConvertedBatch.of(yaml, LoadBench.HOUR_AFTER, "b", "1 quill 09:00"), client);
        assertThat(receipt.updated()).isEqualTo(1);
        assertThat(client.transactions()).isEqualTo(2);
        assertThat(quick).allMatch(load -> load.join().staged() == 1);
        assertThat(bench.rows("SELECT id, item FROM shop.slow")).containsExactly("1|quill");
    }

    /** Holds a transaction up after its snapshot, until a quick load has ended or waits for it. */
    private static BatchExecuteStatementResponse overtaken(
            InterruptedClient.BatchCall call, List<CompletableFuture<LoadReceipt>> quick) {
        CompletableFuture<BatchExecuteStatementResponse> slow;
        try (Meddler meddler = bench.meddle("UPDATE shop.slow SET item = 'meddled' WHERE id = 1")) {
            slow = CompletableFuture.supplyAsync(call::run);
            meddler.awaitOthers(1);
            ConvertedBatch next =
                    ConvertedBatch.of(LoadDeletesIT.upsert("quick"), LoadBench.HOUR, "b" + quick.size(), "1 ink 09:00");
            CompletableFuture<LoadReceipt> load = CompletableFuture.supplyAsync(() -> bench.load(next));
            quick.add(load);
            meddler.awaitOthers(2, load::isDone);
        }
        return slow.join();
    }

    private static List<ConvertedBatch> batches(int seed, IntFunction<String> dataset) {
        Random random = new Random(seed);
        List<ConvertedBatch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(ConvertedBatch.of(
                    LoadDeletesIT.upsert(dataset.apply(i)),
                    Hour.of(2026, 11, 22, 10 + i / 3),
                    "b" + i,
                    RandomRows.of(i, random).toArray(String[]::new)));
        }
        return batches;
    }

    /** Loads each batch in two threads, of which eight run, in a random order. */
    private static List<LoadReceipt> atOnce(List<ConvertedBatch> batches) throws Exception {
        List<ConvertedBatch> loads = new ArrayList<>(batches);
        loads.addAll(batches);
        Collections.shuffle(loads, new Random(3));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<LoadReceipt>> futures = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                ConvertedBatch batch = loads.get(i);
                boolean isFirst = i < THREADS;
                futures.add(threads.submit(() -> {
                    if (isFirst) {
                        start.await();
                    }
                    return bench.load(batch);
                }));
            }
            List<LoadReceipt> receipts = new ArrayList<>();
            for (Future<LoadReceipt> future : futures) {
                receipts.add(future.get());
            }
            return receipts;
        } finally {
            threads.shutdown();
        }
    }

    private static void requireAppliedOnce(List<ConvertedBatch> batches, List<LoadReceipt> receipts) {
        assertThat(receipts).hasSize(2 * batches.size());
        assertThat(receipts.stream().filter(LoadReceipt::alreadyApplied)).hasSize(batches.size());
        for (ConvertedBatch batch : batches) {
            assertThat(bench.rows(
                            "SELECT read - rejected - superseded - staged, staged - stale - inserted - updated - deleted, staged"
                                    + " FROM waybill.batch WHERE batch_id = '"
                                    + batch.delivery().batch() + "'"))
                    .containsExactly("0|0|" + batch.rows().size());
        }
        assertThat(bench.rows("SELECT count(*) FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation"
                        + " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('shop', 'waybill')"))
                .containsExactly("0");
    }
}
