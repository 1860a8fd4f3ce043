package dev.waybill.start;

import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.manifest.Manifest;
import dev.waybill.s3.S3Location;
import dev.waybill.start.SourceFiles.StoredFile;
import dev.waybill.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a manifest lists with what lies in its folder. */
final class FileInspection {
    private final Manifest manifest;
    private final Map<S3Location, StoredFile> stored;

    FileInspection(Manifest manifest, Map<S3Location, StoredFile> stored) {
        this.manifest = manifest;
        this.stored = stored;
    }

    /**
     * The files to load, in the manifest's order: a file that isn't there and isn't mandatory is left out.
     *
     * @throws DeliveryRefusedException that names every file that is missing or has another length
     */
    List<DeliveredFile> files() {
        List<DeliveredFile> files = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            StoredFile file = stored.get(entry.url());
            if (file != null) {
                wrongLength(entry, file, mistakes);
                files.add(new DeliveredFile(entry.url(), file.etag(), file.contentLength(), entry.recordCount()));
            } else if (entry.mandatory()) {
                mistakes.add(entry.url() + " is mandatory, but it is not there");
            }
        }
        if (mistakes.isEmpty() && files.isEmpty()) {
            mistakes.add("none of its files is there");
        }
        if (!mistakes.isEmpty()) {
            throw new DeliveryRefusedException("Refused " + manifest.location() + ": " + String.join("; ", mistakes)
                    + ". Put the files, then the manifest again");
        }
        return files;
    }

    /** The files that are listed, but neither there nor mandatory. */
    List<S3Location> absent() {
        return manifest.entries().stream()
                .filter(entry -> !entry.mandatory())
                .map(Manifest.Entry::url)
                .filter(url -> !stored.containsKey(url))
                .toList();
    }

    private static void wrongLength(Manifest.Entry entry, StoredFile file, List<String> mistakes) {
        if (entry.contentLength().isPresent() && entry.contentLength().getAsLong() != file.contentLength()) {
            mistakes.add(entry.url() + " has " + file.contentLength() + " "
                    + Counted.word(file.contentLength(), "byte", "bytes") + ", but the manifest says "
                    + entry.contentLength().getAsLong());
        }
    }
}
