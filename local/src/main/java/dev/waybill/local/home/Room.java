package dev.waybill.local.home;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The room on the disks that a pipeline writes to. A folder of the home may be on a disk of its own. */
public final class Room {
    private static final long MB = 1 << 20;
    /** Spark writes files in blocks of 64 MB, and PostgreSQL its log in files of 16 MB. */
    private static final long LEAST = 128 * MB;

    private Room() {}

    /** Which disks of a home, or that of temporary files, have too little room, as sentences; empty if none has. */
    public static Optional<String> lack(Path home) {
        return lack(
                List.of(
                        home,
                        home.resolve("s3"),
                        home.resolve("warehouse"),
                        home.resolve("scratch"),
                        Path.of(System.getProperty("java.io.tmpdir"))),
                LEAST);
    }

    static Optional<String> lack(List<Path> folders, long least) {
        try {
            Map<FileStore, Path> stores = new LinkedHashMap<>();
            for (Path folder : folders) {
                Path there = existing(folder);
                stores.putIfAbsent(Files.getFileStore(there), there);
            }
            List<String> lacks = new ArrayList<>();
            for (Map.Entry<FileStore, Path> store : stores.entrySet()) {
                long free = store.getKey().getUsableSpace();
                if (free < least) {
                    lacks.add("The disk of %s has %,d MB left, and at least %,d MB are needed"
                            .formatted(store.getValue(), free / MB, least / MB));
                }
            }
            return lacks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            lacks.stream().collect(Collectors.joining(". ")) + ". Make room there, then try again");
        } catch (IOException e) {
            // Whoever writes there says what is wrong.
            return Optional.empty();
        }
    }

    /** The folder, or the closest one above it that is there. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
