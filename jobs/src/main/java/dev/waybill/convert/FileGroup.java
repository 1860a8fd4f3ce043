package dev.waybill.convert;

import dev.waybill.batch.Delivery.DeliveredFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neighbours in a delivery that one Spark task reads, one after the other: a large file alone, of small ones so many that
 * the task is worth its start. Groups depend on the delivery alone and not on the machines, so that a run anywhere makes
 * the same quarantine files and the same account.
 *
 * @param first the place of its first file in the delivery
 * @param end the place after its last one
 */
record FileGroup(int first, int end) implements Serializable {
    private static final int MOST_FILES = 16;
    private static final long MOST_BYTES = 4L << 20;
    /** In so many groups a delivery is cut, about, however many files it has: each has an account that the driver keeps. */
    private static final int MANY_GROUPS = 1000;

    /** The groups of a delivery's files, in their order; one without files if there are none. */
    static List<FileGroup> of(List<DeliveredFile> files) {
        long total = files.stream().mapToLong(DeliveredFile::contentLength).sum();
        int mostFiles = Math.max(MOST_FILES, files.size() / MANY_GROUPS);
        long mostBytes = Math.max(MOST_BYTES, total / MANY_GROUPS);
        List<FileGroup> groups = new ArrayList<>();
        int first = 0;
        long bytes = 0;
        for (int i = 0; i < files.size(); i++) {
            long length = files.get(i).contentLength();
            if (i > first && (i - first == mostFiles || bytes + length > mostBytes)) {
                groups.add(new FileGroup(first, i));
                first = i;
                bytes = 0;
            }
            bytes += length;
        }
        groups.add(new FileGroup(first, files.size()));
        return groups;
    }

    Iterator<Integer> places() {
        return IntStream.range(first, end).iterator();
    }
}
