package dev.waybill.local.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often what went wrong where, and how often that made a redrive. */
final class FaultTally {
    private final Map<String, Map<Fault, Integer>> met = new TreeMap<>();
    private int redrives;

    synchronized void add(String place, Fault fault) {
        met.computeIfAbsent(place, name -> new EnumMap<>(Fault.class)).merge(fault, 1, Integer::sum);
    }

    synchronized void addRedrive() {
        redrives++;
    }

    /** How often an execution of the state machine was redriven. */
    synchronized int redrives() {
        return redrives;
    }

    /** What was met, by its place. */
    synchronized Map<String, Set<Fault>> met() {
        return met.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, place -> Set.copyOf(place.getValue().keySet())));
    }

    @Override
    public synchronized String toString() {
        return met + ", " + redrives + " redrives";
    }
}
