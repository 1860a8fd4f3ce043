package dev.waybill.convert;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.convert.read.FilePart;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one Spark task reads: one part of a large file, or neighbours in a delivery, one after the other, so many that the
 * task is worth its start. Groups depend on the delivery alone and not on the machines, so that a run anywhere makes
 * the same quarantine files and the same account.
 *
 * @param first the place of its first file in the delivery
 * @param end the place after its last one
 * @param part which part of its only file it reads; the whole of each of its files
 */
record FileGroup(int first, int end, FilePart part) implements Serializable {
    private static final int MOST_FILES = 16;
    private static final long MOST_BYTES = 4L << 20;
    /** In so many groups a delivery is cut, about, however many files it has: each has an account that the driver keeps. */
    private static final int MANY_GROUPS = 1000;

    FileGroup(int first, int end) {
        this(first, end, FilePart.WHOLE);
    }

    /** The groups of a delivery's files, in their order; one without files if there are none. */
    static List<FileGroup> of(List<DeliveredFile> files) {
        long total = bytes(files);
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

    /**
     * The same, but with large files in parts. Whether a file can be read so, the tasks find out.
     *
     * @param leastBytes files of more are read in parts, of so many bytes or more
     */
    static List<FileGroup> inParts(List<DeliveredFile> files, long leastBytes) {
        long partBytes = Math.max(leastBytes, bytes(files) / MANY_GROUPS);
        List<FileGroup> groups = new ArrayList<>();
        for (FileGroup group : of(files)) {
            long length = group.end - group.first == 1 ? files.get(group.first).contentLength() : 0;
            int parts = (int) Math.max(1, (length + partBytes - 1) / partBytes);
            for (int part = 0; part < parts; part++) {
                groups.add(new FileGroup(group.first, group.end, new FilePart(part, parts)));
            }
        }
        return groups;
    }

    private static long bytes(List<DeliveredFile> files) {
        return files.stream().mapToLong(DeliveredFile::contentLength).sum();
    }

    Iterator<Integer> places() {
        return IntStream.range(first, end).iterator();
    }
}
