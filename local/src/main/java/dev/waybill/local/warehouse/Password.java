package dev.waybill.local.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the local database: made at random for a home, and kept there for its owner only. */
record Password(Path file, String text) {

    static Password keptIn(Path folder) throws IOException {
        Path file = folder.resolve("password");
        boolean isLost = Files.exists(file)
                ? Files.readString(file, StandardCharsets.ISO_8859_1).isBlank()
                : Files.exists(folder.resolve("ready"));
        if (isLost) {
            throw new IOException(file + " should be there, and have the password of the database. "
                    + "Put a copy of it in its place, or delete the home and load everything again");
        }
        if (!Files.exists(file)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            Path made = Files.createTempFile(
                    folder,
                    "password",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, HexFormat.of().formatHex(random) + "\n");
            Files.move(made, file);
        }
        return new Password(file, Files.readString(file).strip());
    }

    @Override
    public String toString() {
        return "Password[" + file + "]";
    }
}
