package dev.waybill.local.home;

import dev.waybill.error.TerminalException;
import dev.waybill.operate.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.io.FileUtils;

/**
 * The folder that everything local lies in: objects, catalog, executions, warehouse. One process holds it at a time; the
 * system lets go of it however that process ends.
 */
public final class Home implements AutoCloseable {
    /** Where it is if nobody says otherwise, in the folder that one is in. */
    public static final String USUAL = ".waybill";

    private static final int MOST_TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Path folder;
    private final FolderLock lock;

    private Home(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it if there is none.
     *
     * @throws TerminalException if another process holds it, or it can't be written
     */
    public static Home open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Optional<FolderLock> lock = take(folder);
            if (lock.isEmpty()) {
                throw new TerminalException("Cannot use the home " + folder + ": process " + FolderLock.holder(folder)
                        + " is using it. Wait for it to end, or name another with --home");
            }
            return new Home(folder, lock.get());
        } catch (IOException e) {
            throw new TerminalException(
                    "Cannot use the home " + folder + ": " + e + ". Name a folder that can be written with --home", e);
        }
    }

    /** Tries for a second, since who looks whether a folder is held stands in the way for a moment. */
    private static Optional<FolderLock> take(Path folder) throws IOException {
        Optional<FolderLock> lock = FolderLock.take(folder);
        for (int tries = 1; lock.isEmpty() && tries < MOST_TRIES; tries++) {
            pause();
            lock = FolderLock.take(folder);
        }
        return lock;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a home was taken", e);
        }
    }

    /** The process that holds a home at this moment; empty if none does. */
    public static OptionalLong holder(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            if (!FolderLock.isHeld(folder)) {
                return OptionalLong.empty();
            }
            long pid = Long.parseLong(FolderLock.holder(folder));
            // Of one that just takes it, the file may still name the process before.
            return ProcessHandle.of(pid).isPresent() ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException e) {
            throw new TerminalException("Cannot look who uses the home " + folder + ": " + e, e);
        } catch (NumberFormatException e) {
            // It was taken in this very moment.
            return OptionalLong.empty();
        }
    }

    /** What people type about a home. */
    public static Commands commands(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        if (folder.equals(Path.of(USUAL).toAbsolutePath().normalize())) {
            return Commands.OF_USUAL_HOME;
        }
        return Commands.with("--home", folder.toString());
    }

    /**
     * Looks whether there is room to work.
     *
     * @throws NoRoomException that names the disk that is full
     */
    public void requireRoom() {
        Room.lack(folder).ifPresent(lack -> {
            throw new NoRoomException("Cannot work in the home " + folder + ". " + lack);
        });
    }

    /** The file that says who holds the folder. */
    public Path lock() {
        return FolderLock.file(folder);
    }

    public Path folder() {
        return folder;
    }

    public Path objects() {
        return folder.resolve("s3");
    }

    public Path catalog() {
        return folder.resolve("glue");
    }

    public Path executions() {
        return folder.resolve("executions");
    }

    public Path warehouse() {
        return folder.resolve("warehouse");
    }

    /** For files that nobody needs after the process has ended. */
    public Path scratch() {
        return folder.resolve("scratch");
    }

    /** Deletes what is in {@link #scratch}: a process that was killed left it there. */
    public void emptyScratch() {
        try {
            FileUtils.deleteDirectory(scratch().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + scratch() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot let go of the home " + folder, e);
        }
    }
}
