package dev.waybill.local.s3;

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

    /** Empty if it was heard meanwhile. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
