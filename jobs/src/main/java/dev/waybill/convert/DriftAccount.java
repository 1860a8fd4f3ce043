package dev.waybill.convert;

import dev.waybill.convert.read.FileDrift;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** What files have beside the contract's columns, and which of these they lack. It grows with neither the rows nor the files. */
final class DriftAccount implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> newColumns = new TreeSet<>();
    private long newColumnsAtLeast;
    private final TreeMap<String, MissingIn> missing = new TreeMap<>();

    /**
     * Where a column is missing.
     *
     * @param first the least place in the delivery of such a file
     * @param files how many they are
     */
    record MissingIn(int first, long files) implements Serializable {
        MissingIn plus(MissingIn other) {
            return new MissingIn(Math.min(first, other.first), files + other.files);
        }
    }

    /** Adds a file, by its place in the delivery. */
    void add(int file, FileDrift drift) {
        addNew(drift);
        drift.missing().forEach(column -> missing.merge(column, new MissingIn(file, 1), MissingIn::plus));
    }

    /** Adds what is new in a file or in a part of it. */
    void addNew(FileDrift drift) {
        addNames(drift.newColumns(), drift.newColumnsAtLeast());
    }

    void add(DriftAccount other) {
        addNames(other.newColumns, other.newColumnsAtLeast);
        other.missing.forEach((column, files) -> missing.merge(column, files, MissingIn::plus));
    }

    /** Files mostly have the same names: together they have at least as many as any of them, or as are known here. */
    private void addNames(Iterable<String> names, long atLeast) {
        names.forEach(newColumns::add);
        newColumnsAtLeast = Math.max(newColumns.size(), Math.max(newColumnsAtLeast, atLeast));
        while (newColumns.size() > FileDrift.MOST_NAMES) {
            newColumns.pollLast();
        }
    }

    /** The names in their order, at most {@value FileDrift#MOST_NAMES}. */
    List<String> newColumns() {
        return new ArrayList<>(newColumns);
    }

    /** How many more there are at least; empty if there are none. */
    OptionalLong moreNewColumns() {
        long more = newColumnsAtLeast - newColumns.size();
        return more > 0 ? OptionalLong.of(more) : OptionalLong.empty();
    }

    /** By the names of the contract's columns. */
    Map<String, MissingIn> missing() {
        return missing;
    }
}
