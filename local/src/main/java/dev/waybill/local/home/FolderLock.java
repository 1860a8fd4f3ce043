package dev.waybill.local.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One process at a time for a folder. The system frees the lock when the process ends, however it ends.
 *
 * <p>Where locks are POSIX's, a process loses its lock as soon as it closes the file by <em>any</em> channel. So what this
 * process holds is remembered, and the file of such a lock isn't opened again.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/nio/channels/FileLock.html">FileLock, platform
 *     dependencies</a>
 */
public final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes a folder that is there; empty if it is held, if only by who looks whether it is. */
    public static Optional<FolderLock> take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file(real), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            HELD_HERE.add(real);
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return Optional.of(new FolderLock(real, channel));
        }
    }

    /** Whether a folder is held at this moment. Those who look don't see each other. */
    static boolean isHeld(Path folder) throws IOException {
        if (!Files.exists(file(folder))) {
            return false;
        }
        Path real = folder.toRealPath();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(real)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file(real), StandardOpenOption.READ);
                    FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return shared == null;
            }
        }
    }

    /** The id of the process that holds a folder, or held it last. */
    public static String holder(Path folder) throws IOException {
        Path real = folder.toRealPath();
        synchronized (HELD_HERE) {
            return HELD_HERE.contains(real)
                    ? Long.toString(ProcessHandle.current().pid())
                    : Files.readString(file(real)).strip();
        }
    }

    static Path file(Path folder) {
        return folder.resolve("lock");
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            HELD_HERE.remove(folder);
            channel.close();
        }
    }
}
