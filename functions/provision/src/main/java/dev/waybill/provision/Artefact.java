package dev.waybill.provision;

import dev.waybill.digest.Sha256;
import dev.waybill.provision.ArtefactBucket.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to publish.
 *
 * @param digest the SHA-256 of its content, which is published with it: so deployments know what deployments published
 */
record Artefact(Path file, String digest) {
    static Artefact of(Path file) {
        try {
            return new Artefact(file, Sha256.hex(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Whether this is what was found, whoever put it. */
    boolean is(Found found) {
        return digest.equals(found.digest());
    }
}
