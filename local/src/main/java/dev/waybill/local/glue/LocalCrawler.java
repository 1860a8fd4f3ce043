package dev.waybill.local.glue;

import dev.waybill.local.glue.Catalog.CatalogColumn;
import dev.waybill.local.glue.Catalog.CatalogPartition;
import dev.waybill.local.glue.Catalog.CatalogTable;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/**
 * A crawler in event mode: it catalogs the folders that were announced since its last crawl, so that its work follows the
 * batch and not the bucket. A folder {@code dataset/2026/11/22/10/} becomes the partition (2026, 11, 22, 10) of the table
 * {@code dataset}. It adds and never deletes, and leaves the columns to the contract.
 *
 * <p>What was announced is kept as files until it is catalogued: a process that is killed in between loses nothing.
 */
final class LocalCrawler {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCrawler.class);
    private static final String UNFINISHED = ".tmp";

    private final Catalog catalog;
    private final String database;
    private final Path queue;
    private CrawlerState state = CrawlerState.READY;
    private Instant started = Instant.EPOCH;
    private Optional<LastCrawlInfo> lastCrawl = Optional.empty();

    LocalCrawler(Catalog catalog, String database, Path queue) {
        this.catalog = catalog;
        this.database = database;
        this.queue = queue;
    }

    void announce(S3Location folder) {
        try {
            Files.createDirectories(queue);
            // It gets its name when it is whole: the process may be killed while it writes.
            Path made = queue.resolve(UUID.randomUUID() + UNFINISHED);
            Files.writeString(made, folder.toString());
            Files.move(made, announcement(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + queue + ": " + e.getMessage(), e);
        }
    }

    void withdraw(S3Location folder) {
        try {
            Files.deleteIfExists(announcement(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete from " + queue + ": " + e.getMessage(), e);
        }
    }

    private Path announcement(S3Location folder) {
        String name = HexFormat.of().formatHex(folder.toString().getBytes(StandardCharsets.UTF_8));
        // A file name has at most 255 bytes on most file systems.
        return queue.resolve(name.substring(Math.max(0, name.length() - 200)));
    }

    /** Begins a crawl; false if one is running. */
    synchronized boolean start() {
        if (state != CrawlerState.READY) {
            return false;
        }
        state = CrawlerState.RUNNING;
        started = Instant.now();
        return true;
    }

    /** What one poll sees. The crawl is done by the first one, so that a caller sees it running once. */
    synchronized Crawler.Builder poll() {
        Crawler.Builder seen = Crawler.builder().state(state);
        lastCrawl.ifPresent(seen::lastCrawl);
        if (state == CrawlerState.RUNNING) {
            lastCrawl = Optional.of(crawl().startTime(started).build());
            state = CrawlerState.READY;
        }
        return seen;
    }

    private LastCrawlInfo.Builder crawl() {
        try {
            for (Path announced : announced()) {
                read(announced).ifPresent(this::catalog);
                Files.delete(announced);
            }
            return LastCrawlInfo.builder().status(LastCrawlStatus.SUCCEEDED);
        } catch (IOException | UncheckedIOException e) {
            return LastCrawlInfo.builder().status(LastCrawlStatus.FAILED).errorMessage(String.valueOf(e.getMessage()));
        }
    }

    /** The announced folder; empty if the announcement isn't whole, for then no batch was started after it. */
    private Optional<S3Location> read(Path announced) throws IOException {
        String text = new String(Files.readAllBytes(announced), StandardCharsets.UTF_8);
        try {
            S3Location folder = S3Location.parse(text);
            // The name is made of the text: what was cut may well be another folder.
            if (announcement(folder).equals(announced)) {
                return Optional.of(folder);
            }
        } catch (IllegalArgumentException e) {
            // No location at all.
        }
        LOG.warn("Left out the announcement {}: it was cut to '{}'. Load its folder again", announced, text);
        return Optional.empty();
    }

    private List<Path> announced() throws IOException {
        if (!Files.isDirectory(queue)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(queue)) {
            return files.filter(file -> !file.toString().endsWith(UNFINISHED))
                    .sorted()
                    .toList();
        }
    }

    private void catalog(S3Location folder) {
        String[] parts = folder.key().substring(0, folder.key().length() - 1).split("/", -1);
        List<CatalogColumn> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            keys.add(new CatalogColumn(equals < 0 ? "partition_" + (i - 1) : parts[i].substring(0, equals), "string"));
            values.add(parts[i].substring(equals + 1));
        }
        String location = new S3Location(folder.bucket(), parts[0] + "/").toString();
        catalog.add(database, new CatalogTable(parts[0], location, List.of(), keys, Map.of(), OptionalLong.empty()));
        catalog.add(database, parts[0], new CatalogPartition(values, folder.toString()));
    }
}
