package dev.waybill.local.glue;

import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tables and partitions as files: {@code <database>/<table>/table.json} and one file a partition, named by its values, so
 * that a partition is found without looking at any other.
 */
final class Catalog {
    private final Path folder;

    Catalog(Path folder) {
        this.folder = folder;
    }

    /**
     * A table. Its columns have Hive types.
     *
     * @param version grows with each update; absent, as in a table that was never updated, it is 0
     */
    record CatalogTable(
            String name,
            String location,
            List<CatalogColumn> columns,
            List<CatalogColumn> partitionKeys,
            Map<String, String> parameters,
            OptionalLong version) {}

    record CatalogColumn(String name, String type) {}

    record CatalogPartition(List<String> values, String location) {}

    Optional<CatalogTable> table(String database, String table) {
        return read(tableFile(database, table), CatalogTable.class);
    }

    /** Adds a table; false if there is one of this name already. */
    boolean add(String database, CatalogTable table) {
        return create(tableFile(database, table.name()), table);
    }

    /** Replaces a table by its next version; false if the version that it has now is not the one before. */
    synchronized boolean update(String database, CatalogTable table) {
        long now = table(database, table.name()).orElseThrow().version().orElse(0);
        return table.version().orElseThrow() == now + 1 && replace(tableFile(database, table.name()), table);
    }

    Optional<CatalogPartition> partition(String database, String table, List<String> values) {
        return read(partitionFile(database, table, values), CatalogPartition.class);
    }

    /** Adds a partition; false if there is one with these values already. */
    boolean add(String database, String table, CatalogPartition partition) {
        return create(partitionFile(database, table, partition.values()), partition);
    }

    /** Replaces a partition; false if there is none with these values. */
    boolean replace(String database, String table, CatalogPartition partition) {
        return replace(partitionFile(database, table, partition.values()), partition);
    }

    private static boolean replace(Path file, Object document) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Path made = file.resolveSibling(UUID.randomUUID() + ".tmp");
            Files.writeString(made, ReceiptJson.write(document));
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Path tableFile(String database, String table) {
        return folder.resolve(encoded(database)).resolve(encoded(table)).resolve("table.json");
    }

    private Path partitionFile(String database, String table, List<String> values) {
        String name = values.stream().map(Catalog::encoded).collect(Collectors.joining(","));
        return folder.resolve(encoded(database))
                .resolve(encoded(table))
                .resolve("partitions")
                .resolve(name + ".json");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(ReceiptJson.read(Files.readAllBytes(file), type, file))
                    : Optional.empty();
        } catch (TerminalException e) {
            throw new TerminalException(
                    e.getMessage()
                            + ". Delete this file and load the folder again: that writes it anew, and no row is lost",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean create(Path file, Object document) {
        if (Files.exists(file)) {
            return false;
        }
        try {
            Files.createDirectories(file.getParent());
            Path made = file.resolveSibling(UUID.randomUUID() + ".tmp");
            Files.writeString(made, ReceiptJson.write(document));
            return link(made, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    // A hard link fails if the name is taken, which a rename doesn't: of two at once, one wins.
    private static boolean link(Path made, Path file) throws IOException {
        try {
            Files.createLink(file, made);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(made);
        }
    }
}
