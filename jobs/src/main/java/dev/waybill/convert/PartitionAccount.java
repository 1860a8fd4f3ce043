package dev.waybill.convert;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one task read. It grows with the files, the kinds of faults and a few samples, and never with the rows.
 *
 * @param files counts by the file's place in the delivery
 * @param drift what the files' fields and the contract's columns don't share
 * @param kinds how many rows had a fault of each kind, of which there are at most {@value #KINDS} beside the rest
 * @param truncated how many values were cut to their column's length, by column
 * @param parts the files of which it read a part; they aren't in {@code files} until {@link #total} puts them there
 */
record PartitionAccount(
        Map<Integer, FileCount> files,
        DriftAccount drift,
        Map<String, Long> kinds,
        Map<String, Long> truncated,
        List<Sample> samples,
        List<PartAccount> parts)
        implements Serializable {
    private static final int SAMPLES = 10;
    private static final int KINDS = 100;
    private static final String OTHER_KINDS = "other reasons";

    static PartitionAccount empty() {
        return new PartitionAccount(
                new TreeMap<>(),
                new DriftAccount(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /**
     * One file.
     *
     * @param characters of the values in the rows that weren't rejected, as they stand in the file
     * @param fault why the file can't be trusted, empty if it can
     */
    record FileCount(long read, long rejected, long characters, String fault) implements Serializable {
        FileCount plus(FileCount other) {
            return new FileCount(
                    read + other.read,
                    rejected + other.rejected,
                    characters + other.characters,
                    fault.isEmpty() ? other.fault : fault);
        }
    }

    /**
     * A rejected row, by its file's place in the delivery.
     *
     * @param part the number of the file's part that the position counts from
     */
    record Sample(int file, int part, long position, List<String> reasons) implements Serializable {}

    /** The accounts of all tasks, in their order, as one. */
    static PartitionAccount total(Collection<PartitionAccount> tasks) {
        PartitionAccount all = empty();
        tasks.forEach(all::add);
        return all.partedFiles().joined(all);
    }

    PartedFiles partedFiles() {
        return new PartedFiles(parts);
    }

    long read() {
        return files.values().stream().mapToLong(FileCount::read).sum();
    }

    long rejected() {
        return files.values().stream().mapToLong(FileCount::rejected).sum();
    }

    long characters() {
        return files.values().stream().mapToLong(FileCount::characters).sum();
    }

    /** Records that went on to the choice of the newest. */
    long accepted() {
        return read() - rejected();
    }

    boolean wantsSamples() {
        return samples.size() < SAMPLES;
    }

    /** Counts faults of one kind. */
    void count(String kind, long faults) {
        boolean counted = kinds.containsKey(kind) || kinds.size() < KINDS;
        kinds.merge(counted ? kind : OTHER_KINDS, faults, Long::sum);
    }

    void countTruncated(String column) {
        truncated.merge(column, 1L, Long::sum);
    }

    PartitionAccount plus(PartitionAccount other) {
        PartitionAccount both = empty();
        both.add(this);
        both.add(other);
        return both;
    }

    private void add(PartitionAccount other) {
        files.putAll(other.files);
        drift.add(other.drift);
        other.kinds.forEach(this::count);
        other.truncated.forEach((column, values) -> truncated.merge(column, values, Long::sum));
        other.samples.stream().limit(SAMPLES - (long) samples.size()).forEach(samples::add);
        parts.addAll(other.parts);
    }
}
