package dev.waybill.local.up;

import dev.waybill.error.TerminalException;
import dev.waybill.local.home.Home;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a pipeline that stays on a home is reached, as it lies there in {@code up.json}.
 *
 * @param pid of its process
 * @param apiPort of {@link ServiceApi}
 * @param page the address of its web page
 */
public record RunningPipeline(long pid, int s3Port, int warehousePort, int apiPort, String page) {

    private static Path file(Path home) {
        return home.resolve("up.json");
    }

    /** The pipeline that runs on a home; empty if none does, or none that stays. */
    public static Optional<RunningPipeline> on(Path home) {
        Path file = file(home);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            OptionalLong holder = Home.holder(home);
            if (holder.isEmpty()) {
                // One that was killed left its file.
                return Optional.empty();
            }
            RunningPipeline found = read(file, holder.getAsLong());
            return holder.getAsLong() == found.pid() ? Optional.of(found) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static RunningPipeline read(Path file, long holder) throws IOException {
        try {
            return ReceiptJson.read(Files.readAllBytes(file), RunningPipeline.class, file);
        } catch (TerminalException e) {
            throw new TerminalException(
                    e.getMessage() + ". It says where process " + holder
                            + " is reached, which uses the home: end that process, then start it again",
                    e);
        }
    }

    void announce(Home home) {
        Path file = file(home.folder());
        Path written = home.folder().resolve("up.json.tmp");
        try {
            Files.writeString(written, ReceiptJson.write(this));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void withdraw(Home home) {
        try {
            Files.deleteIfExists(file(home.folder()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file(home.folder()) + ": " + e.getMessage(), e);
        }
    }
}
