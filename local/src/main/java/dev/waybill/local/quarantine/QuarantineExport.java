package dev.waybill.local.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Source;
import dev.waybill.contract.Source.Format;
import dev.waybill.convert.read.FileHead;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes rejected rows to files of their dataset's own format, one for each file that they came from, to be corrected with an
 * editor and delivered; beside them {@code reasons.tsv} says what is wrong with each.
 */
public final class QuarantineExport {
    /** What isn't part of a delivery. */
    static final String REASONS = "reasons.tsv";

    private final S3Client s3;
    private final Source source;
    private final Path folder;
    private final List<String> parts;
    private final Map<S3Location, String> written = new HashMap<>();
    private long rows;

    /** Rows of one file mostly follow each other. */
    private @Nullable BufferedWriter open;

    private String openName = "";

    /**
     * An export to a folder.
     *
     * @param folder is made; must have no files
     */
    public QuarantineExport(S3Client s3, Contract contract, Path folder) {
        this.s3 = s3;
        this.source = contract.source();
        this.folder = folder;
        this.parts = parts(source);
    }

    /** Writes all rows of a quarantine folder; answers how many. */
    public long write(S3Location quarantine) {
        try {
            requireEmpty();
            try (BufferedWriter reasons = Files.newBufferedWriter(folder.resolve(REASONS), StandardCharsets.UTF_8)) {
                reasons.write("file\tposition\treason\n");
                new QuarantineReader(s3).read(quarantine, row -> add(row, reasons));
                for (String file : written.values()) {
                    append(file, end());
                }
                return rows;
            } finally {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void requireEmpty() throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new TerminalException("Cannot export to " + folder + ": it isn't empty. Name a new folder");
            }
        }
    }

    private boolean add(RejectedRecord row, BufferedWriter reasons) {
        try {
            String name = written.get(row.file());
            boolean isFirst = name == null;
            if (name == null) {
                name = name(row.file());
                written.put(row.file(), name);
                append(name, begin(row.file()));
            }
            append(name, separator(isFirst) + raw(row.raw()));
            for (String reason : row.reasons()) {
                reasons.write(name + "\t" + row.position() + "\t" + reason.replace('\t', ' ') + "\n");
            }
            rows++;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Of the same name as its file, without an ending that says it is compressed. */
    private String name(S3Location file) {
        String plain = file.fileName().replaceFirst("\\.(gz|bz2|zst)$", "");
        String name = plain;
        for (int copy = 2; written.containsValue(name) || name.equals(REASONS); copy++) {
            name = copy + "-" + plain;
        }
        return name;
    }

    private void append(String file, String text) throws IOException {
        if (open == null || !openName.equals(file)) {
            close();
            open = Files.newBufferedWriter(
                    folder.resolve(file), charset(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            openName = file;
        }
        open.write(text);
    }

    private void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private Charset charset() {
        return source.format() == Format.XML ? StandardCharsets.UTF_8 : source.encoding();
    }

    private String begin(S3Location file) throws IOException {
        return switch (source.format()) {
            case CSV -> head(file);
            case JSON ->
                parts.stream().map(part -> "{\"" + part + "\": ").reduce("", String::concat)
                        + (parts.isEmpty() ? "" : "[\n");
            case XML -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rejected>\n";
        };
    }

    private String head(S3Location file) throws IOException {
        try (InputStream bytes =
                s3.getObject(request -> request.bucket(file.bucket()).key(file.key()))) {
            return FileHead.of(bytes, source);
        }
    }

    private String separator(boolean isFirst) {
        return source.format() == Format.JSON && !parts.isEmpty() && !isFirst ? ",\n" : "";
    }

    private String raw(String raw) {
        if (source.format() != Format.JSON) {
            return raw + "\n";
        }
        String line = oneLine(raw);
        return parts.isEmpty() ? line + "\n" : line;
    }

    /**
     * JSON Lines have a line for each record. Its text stays as it is, numbers to the last digit: only line breaks go, which in
     * JSON are never within a value.
     */
    private static String oneLine(String raw) {
        if (raw.indexOf('\n') < 0 && raw.indexOf('\r') < 0) {
            return raw;
        }
        try {
            ReceiptJson.mapper().readTree(raw);
            return raw.replaceAll("[\r\n]+", " ");
        } catch (JsonProcessingException e) {
            // No JSON: to be corrected.
            return raw;
        }
    }

    private String end() {
        return switch (source.format()) {
            case CSV -> "";
            case JSON -> parts.isEmpty() ? "" : "\n]" + "}".repeat(parts.size()) + "\n";
            case XML -> "</rejected>\n";
        };
    }

    /** Of the path of the records in a JSON document. */
    private static List<String> parts(Source source) {
        Optional<String> records = source.records().filter(path -> source.format() == Format.JSON);
        if (records.isEmpty()) {
            return List.of();
        }
        if (!records.get().matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*")) {
            throw new TerminalException("Cannot export: files with the records at " + records.get()
                    + " can't be put together again. Use 'quarantine show --json'");
        }
        return List.of(records.get().split("\\."));
    }
}
