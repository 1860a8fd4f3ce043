package dev.waybill.manifest;

import dev.waybill.batch.BatchId;
import dev.waybill.s3.S3Location;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The JSON file that completes a delivery and lists its files, in the format of Redshift's COPY manifest.
 *
 * <p>Beyond that format, a file may be named relative to the manifest's folder, so that a folder can be loaded from
 * anywhere unchanged. Every file lies in the manifest's own folder, at any depth, and is listed once: Redshift would load
 * a file that is listed twice twice. It deliberately does not look whether the files exist.
 *
 * @param location of the manifest itself
 * @param entries the files, at least one
 * @param recordCount how many records the manifest says all files hold together
 * @param supersedes the batch that this one takes the place of
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">Using a manifest
 *     to specify data files</a>
 */
public record Manifest(
        S3Location location, List<Entry> entries, OptionalLong recordCount, Optional<BatchId> supersedes) {

    public Manifest {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("Invalid manifest: " + location + " lists no file");
        }
        Set<S3Location> seen = new HashSet<>();
        for (Entry entry : entries) {
            misplaced(entry.url(), location).ifPresent(mistake -> {
                throw new IllegalArgumentException("Invalid manifest: " + entry.url() + " " + mistake);
            });
            if (!seen.add(entry.url())) {
                throw new IllegalArgumentException("Invalid manifest: it lists " + entry.url() + " twice");
            }
        }
    }

    /**
     * A file of the delivery.
     *
     * @param mandatory whether the delivery is refused if the file is missing; false unless stated, as in Redshift
     * @param contentLength the file's size in bytes, where it is stated
     * @param recordCount how many records the file holds, where it is stated
     */
    public record Entry(S3Location url, boolean mandatory, OptionalLong contentLength, OptionalLong recordCount) {

        public Entry {
            requireNotNegative(contentLength, "content_length", url);
            requireNotNegative(recordCount, "record_count", url);
        }

        private static void requireNotNegative(OptionalLong number, String name, S3Location url) {
            if (number.isPresent() && number.getAsLong() < 0) {
                throw new IllegalArgumentException(
                        "Invalid " + name + ": " + number.getAsLong() + " of " + url + " is negative");
            }
        }
    }

    /**
     * Reads and checks a manifest.
     *
     * @throws InvalidManifestException with every mistake at once, each with its entry and what to do
     */
    public static Manifest parse(byte[] json, S3Location location) {
        return ManifestReader.read(json, location);
    }

    /** How many records all files hold together: as the manifest says, or the sum where every entry says it. */
    public OptionalLong declaredRecords() {
        if (recordCount.isPresent()) {
            return recordCount;
        }
        return entries.stream().allMatch(entry -> entry.recordCount().isPresent())
                ? OptionalLong.of(entries.stream()
                        .mapToLong(entry -> entry.recordCount().orElseThrow())
                        .reduce(0, Manifest::sum))
                : OptionalLong.empty();
    }

    /** Stays at the greatest number rather than overflow: no delivery has as many records, so that it is refused. */
    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** The manifest as Redshift reads it, which {@link #parse} reads back. */
    public String toJson() {
        return ManifestJson.write(this);
    }

    /** Why a file can't belong to the manifest's delivery; empty if it can. Paths in a manifest are never trusted. */
    static Optional<String> misplaced(S3Location file, S3Location manifest) {
        S3Location folder = manifest.folder();
        if (!file.bucket().equals(folder.bucket())) {
            return Optional.of("is in another bucket. Deliver it to " + folder);
        }
        if (!file.isInside(folder)) {
            return Optional.of("is outside the manifest's folder. Deliver it to " + folder);
        }
        if (file.isFolder()) {
            return Optional.of("is a folder. List its files one by one");
        }
        return file.equals(manifest) ? Optional.of("is the manifest itself. Remove the entry") : Optional.empty();
    }
}
