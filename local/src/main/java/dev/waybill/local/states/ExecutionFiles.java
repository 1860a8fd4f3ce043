package dev.waybill.local.states;

import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.InputStream;
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

    /** What a list shows of each, however much is in the files. */
    List<ExecutionHead> heads() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList().parallelStream()
                    .map(ExecutionFiles::head)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    ExecutionDocument read(String name) {
        return read(folder.resolve(name + SUFFIX));
    }

    private static ExecutionHead head(Path file) {
        try (InputStream document = Files.newInputStream(file)) {
            return ExecutionHead.read(document);
        } catch (IOException e) {
            // Reading all of it says what is wrong.
            return ExecutionHead.of(read(file));
        }
    }

    private static ExecutionDocument read(Path file) {
        try {
            return ReceiptJson.read(Files.readAllBytes(file), ExecutionDocument.class, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        } catch (TerminalException e) {
            throw new TerminalException(
                    e.getMessage()
                            + ". Delete the file: the execution is forgotten then, and what its batch loaded stays",
                    e);
        }
    }
}
