package dev.waybill.local.pipeline;

import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.manifest.Manifest;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Delivers a folder as a source system would: its files first, then the manifest, which is the folder's own or, where it
 * has none, lists all of them with their lengths.
 */
final class FolderDelivery {
    private static final String MANIFEST = "manifest.json";
    private final S3Client s3;

    FolderDelivery(S3Client s3) {
        this.s3 = s3;
    }

    /** Puts everything and answers where the manifest lies. */
    S3Location deliver(SourceFolder folder, Contract contract) {
        S3Location manifest = manifest(folder, contract);
        S3Location target = manifest.folder();
        Path ownManifest = folder.path().resolve(MANIFEST);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Path file : folder.files()) {
            if (!file.equals(ownManifest)) {
                entries.add(put(file, location(folder, file, target)));
            }
        }
        removeOthers(target, entries);
        if (Files.exists(ownManifest)) {
            put(ownManifest, manifest);
        } else if (entries.isEmpty()) {
            throw new TerminalException("Cannot load " + folder.path() + ": it has no files");
        } else {
            byte[] json = new Manifest(manifest, entries, OptionalLong.empty(), Optional.empty())
                    .toJson()
                    .getBytes(StandardCharsets.UTF_8);
            put(manifest, RequestBody.fromBytes(json));
        }
        return manifest;
    }

    /** Where the manifest of a folder goes. */
    static S3Location manifest(SourceFolder folder, Contract contract) {
        return LocalPipeline.sourceBucket(contract.source().system())
                .resolve(contract.dataset() + "/" + contract.source().layout().format(folder.hour()) + MANIFEST);
    }

    /** What an earlier delivery put there and the folder has no longer must not be found by a manifest that names it. */
    private void removeOthers(S3Location target, List<Manifest.Entry> entries) {
        Set<String> kept = entries.stream().map(entry -> entry.url().key()).collect(Collectors.toSet());
        kept.add(target.resolve(MANIFEST).key());
        s3.listObjectsV2Paginator(request -> request.bucket(target.bucket()).prefix(target.key())).contents().stream()
                .filter(object -> !kept.contains(object.key()))
                .toList()
                .forEach(object -> s3.deleteObject(
                        request -> request.bucket(target.bucket()).key(object.key())));
    }

    private static S3Location location(SourceFolder folder, Path file, S3Location target) {
        try {
            return target.resolve(folder.path().relativize(file).toString().replace('\\', '/'));
        } catch (IllegalArgumentException e) {
            throw new TerminalException("Cannot load " + file + ": " + e.getMessage() + ". Give it another name", e);
        }
    }

    private Manifest.Entry put(Path file, S3Location location) {
        try {
            put(location, RequestBody.fromFile(file));
            return new Manifest.Entry(location, true, OptionalLong.of(Files.size(file)), OptionalLong.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void put(S3Location location, RequestBody body) {
        s3.putObject(request -> request.bucket(location.bucket()).key(location.key()), body);
    }
}
