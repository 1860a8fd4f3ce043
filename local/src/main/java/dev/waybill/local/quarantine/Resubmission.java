package dev.waybill.local.quarantine;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Target.Mode;
import dev.waybill.digest.Sha256;
import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.manifest.InvalidManifestException;
import dev.waybill.manifest.Manifest;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.BatchState;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Delivers corrected rows as a new delivery of their hour: a batch of its own, which {@code undo} can take back.
 *
 * <p>The folder that they are put into is named by what they are, so that the same ones, delivered again after a kill, are found
 * to be delivered.
 *
 * @param folder within that of the hour
 */
public record Resubmission(S3Location manifest, S3Location folder, List<Path> files) {
    private static final int DIGITS = 16;

    public Resubmission {
        files = List.copyOf(files);
    }

    /**
     * What delivering a folder means.
     *
     * @param batch whose rows were rejected
     * @throws TerminalException that says why it wouldn't be right
     */
    public static Resubmission of(BatchOverview batch, Contract contract, Path folder) {
        Delivery delivery = batch.delivery()
                .orElseThrow(() -> new TerminalException("Cannot resubmit rows of " + batch.batch()
                        + ": its delivery receipt is gone. Deliver them as a new delivery"));
        if (contract.target().mode() == Mode.REFRESH) {
            throw new TerminalException(
                    "Cannot resubmit rows of " + batch.batch()
                            + ": with mode refresh, they would replace the whole table. Correct the files, and deliver all of them");
        }
        if (batch.state() != BatchState.LOADED) {
            throw new TerminalException("Cannot resubmit rows of " + batch.batch() + ": it is " + batch.state()
                    + ", so that its other rows aren't in the table. Correct the files, and deliver all of them");
        }
        List<Path> files = files(folder);
        return new Resubmission(
                delivery.manifest(),
                delivery.manifest().folder().resolve("resubmitted-" + digest(batch.batch(), files) + "/"),
                files);
    }

    private static String digest(BatchId batch, List<Path> files) {
        try {
            MessageDigest digest = Sha256.begin();
            digest.update(batch.toString().getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                digest.update(
                        ("\n" + file.getFileName() + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the files to resubmit: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new TerminalException("Cannot resubmit " + folder + ": there is no such folder");
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> isDelivered(file.getFileName().toString()))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new TerminalException("Cannot resubmit " + folder + ": it has no files");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Editors leave files of their own. */
    private static boolean isDelivered(String name) {
        return !name.equals(QuarantineExport.REASONS) && !name.startsWith(".") && !name.endsWith("~");
    }

    /** Puts the files into their folder, then the manifest; S3 announces it. */
    public void deliver(S3Client s3, BatchId batch) {
        if (isThere(s3)) {
            // Put again, it would be another version, and so another batch.
            return;
        }
        List<Manifest.Entry> entries = new ArrayList<>();
        try {
            for (Path file : files) {
                S3Location target = folder.resolve(file.getFileName().toString());
                s3.putObject(request -> request.bucket(target.bucket()).key(target.key()), RequestBody.fromFile(file));
                entries.add(new Manifest.Entry(target, true, OptionalLong.of(Files.size(file)), OptionalLong.empty()));
            }
            String json = new Manifest(manifest, entries, OptionalLong.empty(), Optional.empty()).toJson();
            s3.putObject(
                    request -> request.bucket(manifest.bucket()).key(manifest.key()), RequestBody.fromString(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the files to resubmit: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot deliver corrected rows of " + batch, e);
        }
    }

    /** Whether their manifest is there already, so that it starts its batch, or has. */
    private boolean isThere(S3Client s3) {
        try {
            return new S3Documents(s3)
                    .find(manifest)
                    .filter(json -> Manifest.parse(json, manifest).entries().stream()
                            .anyMatch(entry -> entry.url().isInside(folder)))
                    .isPresent();
        } catch (InvalidManifestException e) {
            return false;
        }
    }
}
