package dev.waybill.local.home;

import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that everything local lies in: objects, catalog, executions, warehouse. One process holds it at a time; the
 * system lets go of it however that process ends.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private Home(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
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
            FileChannel channel = FileChannel.open(
                    lock(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new TerminalException("Cannot use the home " + folder + ": process " + holder
                        + " is using it. Wait for it to end, or name another with --home");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new Home(folder, channel);
        } catch (IOException e) {
            throw new TerminalException(
                    "Cannot use the home " + folder + ": " + e + ". Name a folder that can be written with --home", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static Path lock(Path folder) {
        return folder.resolve("lock");
    }

    /** The file that says who holds the folder. */
    public Path lock() {
        return lock(folder);
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

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot let go of the home " + folder, e);
        }
    }
}
