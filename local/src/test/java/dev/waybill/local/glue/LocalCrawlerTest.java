package dev.waybill.local.glue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.Partition;

/** A crawler of the local Glue, and what a process that is killed leaves to it. */
class LocalCrawlerTest {
    private static final String CRAWLER = "crawler";
    private static final S3Location ORDERS = S3Location.parse("s3://source/orders/2026/11/22/");
    private static final S3Location RATES = S3Location.parse("s3://source/rates/2026/11/22/");

    @TempDir
    Path folder;

    private LocalGlue glue = new LocalGlue(Path.of(""));

    @BeforeEach
    void start() {
        glue = new LocalGlue(folder);
        glue.registerCrawler(CRAWLER, "source");
    }

    @AfterEach
    void stop() {
        glue.close();
    }

    @Test
    void whatWasAnnouncedIsCataloguedOnce() throws IOException {
        glue.announce(CRAWLER, ORDERS);
        glue.announce(CRAWLER, ORDERS);
        assertThat(files()).hasSize(1);
        assertThat(crawl()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(partitions("orders")).containsExactly(ORDERS.toString());
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3://so", "s3://source/orders/2026/11/2", "s3://source/orders/2026/11/"})
    void anAnnouncementThatWasCutStandsInNobodysWay(String cut) throws IOException {
        glue.announce(CRAWLER, ORDERS);
        Files.writeString(files().get(0), cut);
        glue.announce(CRAWLER, RATES);
        assertThat(crawl()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(partitions("rates")).containsExactly(RATES.toString());
        assertThat(folder.resolve("databases/source/orders")).doesNotExist();
        assertThat(files()).isEmpty();
        glue.announce(CRAWLER, ORDERS);
        assertThat(crawl()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(partitions("orders")).containsExactly(ORDERS.toString());
    }

    @Test
    void anAnnouncementThatIsStillBeingWrittenIsNotReadYet() throws IOException {
        glue.announce(CRAWLER, RATES);
        Path written = Files.writeString(files().get(0).resolveSibling("1.tmp"), "s3://source/orders/2026/");
        assertThat(crawl()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(partitions("rates")).containsExactly(RATES.toString());
        assertThat(files()).containsExactly(written);
    }

    private LastCrawlStatus crawl() {
        glue.startCrawler(request -> request.name(CRAWLER));
        glue.getCrawler(request -> request.name(CRAWLER));
        return glue.getCrawler(request -> request.name(CRAWLER))
                .crawler()
                .lastCrawl()
                .status();
    }

    private List<String> partitions(String table) {
        return glue
                .getPartitions(request -> request.databaseName("source")
                        .tableName(table)
                        .expression("partition_0='2026' AND partition_1='11' AND partition_2='22'"))
                .partitions()
                .stream()
                .map((Partition partition) -> partition.storageDescriptor().location())
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("announced").resolve(CRAWLER))) {
            return files.toList();
        }
    }
}
