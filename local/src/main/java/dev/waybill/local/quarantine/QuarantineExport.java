package dev.waybill.local.quarantine;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Source.Format;
import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes rejected rows to files of their dataset's own format, one for each file that they came from, to be corrected with an
 * editor and delivered; beside them {@code reasons.tsv} says what is wrong with each. What is delivered as text is written byte
 * for byte; XML, which the quarantine has as it was understood, in UTF-8.
 */
public final class QuarantineExport {
    private static final String UNFINISHED = ".unfinished";

    /** What isn't part of a delivery. */
    static final String REASONS = "reasons.tsv";

    private final S3Client s3;
    private final Contract contract;
    private final SourceHeads heads;
    private final Path target;
    /** What isn't whole isn't in the target: a process that is killed leaves nothing there. */
    private final Path folder;

    private final Map<S3Location, Part> parts = new LinkedHashMap<>();
    private long rows;

    /** Rows of one file mostly follow each other. */
    private @Nullable OutputStream open;

    private String openName = "";

    /** The rows of one file, and the name of the file that they are written to. */
    private record Part(String name, ExportedFile file) {}

    /**
     * What was written.
     *
     * @param remarks what must be done by hand before the files can be read again
     */
    public record Exported(long rows, List<String> remarks) {
        public Exported {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * An export to a folder.
     *
     * @param target is made when all is written; must have no files
     */
    public QuarantineExport(S3Client s3, Contract contract, Path target) {
        this.s3 = s3;
        this.contract = contract;
        this.heads = new SourceHeads(s3, contract);
        this.target = target;
        Path absolute = target.toAbsolutePath().normalize();
        // A folder that is there may be one that can't be replaced: a mount, or the one that the command runs in.
        this.folder = Files.isDirectory(absolute)
                ? absolute.resolve(UNFINISHED)
                : absolute.resolveSibling("." + absolute.getFileName() + UNFINISHED);
    }

    /** Writes all rows of a quarantine folder. */
    public Exported write(S3Location quarantine) {
        requireWritable();
        try {
            requireEmpty();
            FileUtils.deleteDirectory(folder.toFile());
            Files.createDirectories(folder);
            Exported exported = writeAll(quarantine);
            finish();
            return exported;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private void finish() throws IOException {
        if (!Files.isDirectory(target)) {
            Files.move(folder, target);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.move(file, target.resolve(file.getFileName().toString()));
            }
        }
    }

    private Exported writeAll(S3Location quarantine) throws IOException {
        try (BufferedWriter reasons = Files.newBufferedWriter(folder.resolve(REASONS), StandardCharsets.UTF_8)) {
            reasons.write("file\tposition\treason\n");
            new QuarantineReader(s3).read(quarantine, row -> add(row, reasons));
            for (Part part : parts.values()) {
                append(part.name(), part.file().end());
            }
            return new Exported(rows, remarks());
        } finally {
            close();
        }
    }

    /** A format whose files can't be put together is known before anything is written. */
    private void requireWritable() {
        if (contract.source().format() == Format.JSON) {
            ExportedJson.path(contract.source());
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.isDirectory(target)) {
            if (Files.exists(target)) {
                throw new TerminalException("Cannot export to " + target + ": it is no folder. Name a new one");
            }
            return;
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.anyMatch(file -> !file.endsWith(UNFINISHED))) {
                throw new TerminalException("Cannot export to " + target + ": it isn't empty. Name a new folder");
            }
        }
    }

    private boolean add(RejectedRecord row, BufferedWriter reasons) {
        try {
            Part part = parts.get(row.file());
            if (part == null) {
                part = new Part(name(row.file()), ExportedFile.of(contract, heads.of(row.file())));
                parts.put(row.file(), part);
                append(part.name(), part.file().begin());
            }
            append(part.name(), part.file().record(row));
            for (String reason : row.reasons()) {
                reasons.write(part.name() + "\t" + row.position() + "\t" + reason.replace('\t', ' ') + "\n");
            }
            rows++;
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write to " + folder + ": " + e.getMessage(), e);
    }

    /** Of the same name as its file, without an ending that says it is compressed. */
    private String name(S3Location file) {
        String plain = file.fileName().replaceFirst("\\.(gz|bz2|zst)$", "");
        String name = plain;
        for (int copy = 2; isTaken(name); copy++) {
            name = copy + "-" + plain;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return name.equals(REASONS)
                || parts.values().stream().anyMatch(part -> part.name().equals(name));
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        parts.values()
                .forEach(part -> part.file().remark().ifPresent(remark -> remarks.add(part.name() + ": " + remark)));
        return remarks;
    }

    private void append(String file, byte[] bytes) throws IOException {
        if (open == null || !openName.equals(file)) {
            close();
            open = new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            openName = file;
        }
        open.write(bytes);
    }

    private void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
