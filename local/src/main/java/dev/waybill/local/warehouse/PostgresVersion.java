package dev.waybill.local.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Which PostgreSQL a data directory is of: none of another major version can read it.
 *
 * @see <a href="https://www.postgresql.org/support/versioning/">PostgreSQL's versions</a>
 */
final class PostgresVersion {
    private PostgresVersion() {}

    /** The major version that Waybill brings, by the build that chose it. */
    static String brought() throws IOException {
        try (InputStream version = Objects.requireNonNull(
                PostgresVersion.class.getResourceAsStream("postgres-version.txt"), "postgres-version.txt")) {
            String all = new String(version.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(0, all.indexOf('.'));
        }
    }

    /** @throws IOException that says what to do, if Waybill's PostgreSQL can't read this directory */
    static void requireReadable(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        String found = Files.exists(file)
                ? Files.readString(file, StandardCharsets.ISO_8859_1).strip()
                : "";
        if (!found.matches("[0-9]+")) {
            throw new IOException(file + " is damaged: it should be there, and have PostgreSQL's version. "
                    + "Put a copy of the home in its place, or delete the home and load everything again");
        }
        if (!found.equals(brought())) {
            throw new IOException("it is of PostgreSQL " + found + ", and this Waybill brings PostgreSQL " + brought()
                    + ", which can't read it. Use the Waybill that made this home, or name a new home with --home and load "
                    + "everything again: what was delivered last to each hour is in s3/buckets of this one");
        }
    }
}
