package dev.waybill.local.events;

import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file of announcements, one JSON document a line. */
final class Announcements {
    private final Path file;
    private final List<Announcement> added = new ArrayList<>();

    Announcements(Path file) {
        this.file = file;
    }

    synchronized void add(Announcement announcement) {
        try {
            Files.writeString(
                    file, ReceiptJson.write(announcement) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        added.add(announcement);
    }

    synchronized List<Announcement> added() {
        return List.copyOf(added);
    }
}
