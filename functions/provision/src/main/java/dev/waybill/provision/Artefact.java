package dev.waybill.provision;

import dev.waybill.provision.ArtefactBucket.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file to publish.
 *
 * @param digest the SHA-256 of its content, which is published with it: so deployments know what deployments published
 */
record Artefact(Path file, String digest) {
    static Artefact of(Path file) {
        try {
            return new Artefact(file, sha256(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Whether this is what was found, whoever put it. */
    boolean is(Found found) {
        return digest.equals(found.digest());
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
