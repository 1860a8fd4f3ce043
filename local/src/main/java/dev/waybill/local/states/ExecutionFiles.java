package dev.waybill.local.states;

import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder of executions: {@code <name>.json} each, replaced as a whole, so that a killed process leaves no half file. */
record ExecutionFiles(Path folder) {
    private static final String SUFFIX = ".json";

    static ExecutionFiles in(Path folder) {
        try {
            return new ExecutionFiles(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    void save(ExecutionDocument execution) {
        Path file = folder.resolve(execution.name() + SUFFIX);
        Path written = folder.resolve(execution.name() + ".tmp");
        try {
            Files.writeString(written, ReceiptJson.write(execution));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    List<ExecutionDocument> readAll() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(ExecutionFiles::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static ExecutionDocument read(Path file) {
        try {
            return ReceiptJson.read(Files.readAllBytes(file), ExecutionDocument.class, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
