package dev.waybill.local.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the local database: made at random for a home, and kept there for its owner only. */
record Password(Path file, String text) {

    static Password keptIn(Path folder) throws IOException {
        Path file = folder.resolve("password");
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
