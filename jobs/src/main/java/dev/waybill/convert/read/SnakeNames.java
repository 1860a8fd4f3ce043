package dev.waybill.convert.read;

import dev.waybill.contract.SnakeCase;
import java.util.HashMap;
import java.util.Map;

/** Field names in snake_case, as they were met: most often few names in many records. */
final class SnakeNames {
    /** Where names are data, a file may have a new one in each record. */
    private static final int MOST = 10_000;

    private final Map<String, String> known = new HashMap<>();

    String of(String name) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(name, SnakeCase::of);
    }
}
