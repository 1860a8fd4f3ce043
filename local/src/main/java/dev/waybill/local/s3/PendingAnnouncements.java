package dev.waybill.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Announcements that were made and not yet heard, a file each: whoever put an object was told that it is there, so that its
 * announcement must outlive the process.
 */
record PendingAnnouncements(Path folder) {
    private static final String SUFFIX = ".json";

    static PendingAnnouncements in(Path folder) throws IOException {
        return new PendingAnnouncements(Files.createDirectories(folder));
    }

    /** Keeps an announcement until {@link #heard}. */
    Path keep(long number, String event) {
        Path file = folder.resolve("%016d-%s%s".formatted(number, UUID.randomUUID(), SUFFIX));
        Path written = folder.resolve(file.getFileName() + ".tmp");
        try {
            Files.writeString(written, event);
            return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void heard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** What ended processes left, the oldest first. */
    List<Path> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads what {@link #keep} wrote; empty if it was heard meanwhile.
     *
     * @throws TerminalException if the file has something else
     */
    static Optional<String> read(Path file) {
        try {
            String event = Files.readString(file);
            if (!isEvent(event)) {
                throw new TerminalException(
                        "Invalid announcement " + file
                                + ": it is no event of S3. Delete the file; 'missing' then says whether its manifest started a batch");
            }
            return Optional.of(event);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isEvent(String text) {
        try {
            return ReceiptJson.mapper()
                    .readTree(text)
                    .at("/Records/0/s3/object/key")
                    .isTextual();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
