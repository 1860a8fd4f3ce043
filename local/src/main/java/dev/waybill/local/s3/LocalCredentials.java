package dev.waybill.local.s3;

import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The access key of the local S3: made at random for a home, and kept there for its owner only. */
public record LocalCredentials(String id, String secret) {

    /** Those of the S3 on a folder. */
    public static LocalCredentials of(Path folder) {
        try {
            return keptIn(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the credentials in " + folder + ": " + e.getMessage(), e);
        }
    }

    static LocalCredentials keptIn(Path folder) throws IOException {
        Path file = folder.resolve("credentials");
        if (!Files.exists(file)) {
            Path made = Files.createTempFile(
                    folder,
                    "credentials",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, "LOCAL" + random(8) + "\n" + random(20) + "\n");
            Files.move(made, file);
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2 || lines.stream().anyMatch(String::isBlank)) {
            throw new TerminalException(
                    "Invalid credentials in " + file
                            + ": there should be two lines, a key and its secret. Delete the file: the next start makes new ones");
        }
        return new LocalCredentials(lines.get(0), lines.get(1));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().withUpperCase().formatHex(random);
    }

    @Override
    public String toString() {
        return "LocalCredentials[" + id + "]";
    }
}
