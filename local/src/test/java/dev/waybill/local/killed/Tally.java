package dev.waybill.local.killed;

import java.util.Map;
import java.util.TreeMap;

/** What was killed in which step, and what the runs after it found. */
final class Tally {
    private final Map<String, Integer> kills = new TreeMap<>();
    private int orphans;
    private int foundApplied;

    void killed(Place place, boolean leftServer) {
        kills.merge(place.name(), 1, Integer::sum);
        orphans += leftServer ? 1 : 0;
    }

    void foundApplied() {
        foundApplied++;
    }

    int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return kills() + " kills " + kills + ", " + orphans + " left a PostgreSQL behind, " + foundApplied
                + " batches were found applied";
    }
}
