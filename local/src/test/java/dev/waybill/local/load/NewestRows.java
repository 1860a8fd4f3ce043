package dev.waybill.local.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table must hold after batches, in whatever order and however often they were loaded. */
final class NewestRows {
    private NewestRows() {}

    /** The rows that are there in the end: of each key the newest, unless it deletes. */
    static List<String> of(List<ConvertedBatch> batches) {
        Map<String, String> newest = new HashMap<>();
        Map<String, String> versions = new HashMap<>();
        for (ConvertedBatch batch : batches) {
            for (String row : batch.rows()) {
                String[] values = row.split(" ", -1);
                String version =
                        values[2] + " " + batch.hour() + " " + batch.delivery().batch();
                if (version.compareTo(versions.getOrDefault(values[0], "")) > 0) {
                    versions.put(values[0], version);
                    newest.put(values[0], values[1]);
                }
            }
        }
        return newest.entrySet().stream()
                .filter(key -> !key.getValue().equals("gone"))
                .map(key -> key.getKey() + "|" + key.getValue())
                .toList();
    }
}
