package dev.waybill.local.load;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Target.Mode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a table must be, from the batches that were applied and taken back alone; the order of events plays no part. */
final class Model {
    final Set<ConvertedBatch> applied = new HashSet<>();
    final Set<ConvertedBatch> undone = new HashSet<>();

    /** Of an upsert of batches that all count: the rows that are there in the end, each as {@code 1|pen}. */
    static List<String> newest(List<ConvertedBatch> batches) {
        Model model = new Model();
        model.applied.addAll(batches);
        return model.rows(Mode.UPSERT).stream()
                .map(row -> row.split(" ", -1))
                .map(values -> values[0] + "|" + values[1])
                .toList();
    }

    boolean isSuperseded(ConvertedBatch batch) {
        return applied.stream()
                .filter(other -> !undone.contains(other))
                .anyMatch(other -> other.supersedes().filter(batch::equals).isPresent());
    }

    List<String> rows(Mode mode) {
        Stream<ConvertedBatch> counting = applied.stream()
                .filter(batch -> !undone.contains(batch) && !isSuperseded(batch))
                .sorted(Comparator.comparing(Model::delivery));
        if (mode == Mode.APPEND) {
            return counting.flatMap(batch -> batch.rows().stream()).toList();
        }
        if (mode == Mode.REFRESH) {
            return counting.reduce((older, newer) -> newer)
                    .map(ConvertedBatch::rows)
                    .orElse(List.of());
        }
        Map<String, String> newest = new LinkedHashMap<>();
        Map<String, String> versions = new LinkedHashMap<>();
        counting.forEach(batch -> {
            Contract contract = batch.contract();
            for (String row : batch.rows()) {
                String key =
                        row.substring(0, contract.key().contains("item") ? row.lastIndexOf(' ') : row.indexOf(' '));
                String at = contract.newest().isPresent() ? row.substring(row.lastIndexOf(' ')) : "";
                String version = at + delivery(batch);
                if (version.compareTo(versions.getOrDefault(key, "")) > 0) {
                    versions.put(key, version);
                    boolean deletes = contract.deleteWhen().isPresent() && row.contains(" gone ");
                    newest.put(key, deletes ? "" : row);
                }
            }
        });
        return newest.values().stream().filter(row -> !row.isEmpty()).toList();
    }

    private static String delivery(ConvertedBatch batch) {
        return batch.hour() + " " + batch.delivery().batch();
    }
}
