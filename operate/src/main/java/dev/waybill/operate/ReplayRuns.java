package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.operate.Replay.Outcome;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs batches in their order, so many at once: the next begins when one has ended. */
record ReplayRuns(
        Function<BatchId, String> start,
        BiFunction<BatchId, String, Optional<Outcome>> ended,
        int together,
        Backoff backoff,
        RedshiftDataWarehouse clock) {

    void run(List<BatchId> batches, Consumer<Outcome> listener) {
        Deque<BatchId> waiting = new ArrayDeque<>(batches);
        Map<BatchId, String> running = new LinkedHashMap<>();
        while (!waiting.isEmpty() || !running.isEmpty()) {
            while (running.size() < together && !waiting.isEmpty()) {
                BatchId batch = waiting.remove();
                running.put(batch, start.apply(batch));
            }
            List<Outcome> now = takeEnded(running);
            now.forEach(listener);
            if (now.isEmpty()) {
                clock.pause(backoff);
            }
        }
    }

    private List<Outcome> takeEnded(Map<BatchId, String> running) {
        List<Outcome> now = new ArrayList<>();
        for (Iterator<Map.Entry<BatchId, String>> runs = running.entrySet().iterator(); runs.hasNext(); ) {
            Map.Entry<BatchId, String> run = runs.next();
            Optional<Outcome> outcome = ended.apply(run.getKey(), run.getValue());
            if (outcome.isPresent()) {
                now.add(outcome.get());
                runs.remove();
            }
        }
        return now;
    }
}
