package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.Partition;

/** How the batch's partition is looked up. */
class SourceCatalogTest {
    private static final String FOLDER = "s3://source/orders/2026/11/22/10/";

    @Test
    void thePartitionIsFoundOnALaterPageOfTheAnswerToo() {
        PagedGlue glue = new PagedGlue(
                GetPartitionsResponse.builder().nextToken("more").build(),
                GetPartitionsResponse.builder()
                        .partitions(Partition.builder()
                                .storageDescriptor(storage -> storage.location(FOLDER))
                                .build())
                        .build());
        new SourceCatalog(glue, "source").requirePartition(delivery(), contract());
        assertThat(glue.asked)
                .extracting(GetPartitionsRequest::expression)
                .containsOnly("partition_0='2026' AND partition_1='11' AND partition_2='22' AND partition_3='10'");
    }

    @Test
    void aFolderThatIsOnNoPageIsAnError() {
        PagedGlue glue = new PagedGlue(GetPartitionsResponse.builder().build());
        assertThatThrownBy(() -> new SourceCatalog(glue, "source").requirePartition(delivery(), contract()))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot find " + FOLDER + " in the catalog");
        assertThat(glue.asked).hasSize(1);
    }

    /** A catalog that answers with these pages, one after the other. */
    private static final class PagedGlue implements GlueClient {
        private final List<GetPartitionsResponse> pages;
        private final List<GetPartitionsRequest> asked = new ArrayList<>();

        PagedGlue(GetPartitionsResponse... pages) {
            this.pages = List.of(pages);
        }

        @Override
        public GetPartitionsResponse getPartitions(GetPartitionsRequest request) {
            asked.add(request);
            return pages.get(asked.size() - 1);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static Contract contract() {
        String yaml = """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer }
                target: { table: shop.orders, mode: append }
                """;
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "orders.yaml");
    }

    private static Delivery delivery() {
        return new Delivery(
                BatchId.of(DatasetName.of("orders"), Hour.of(2026, 11, 22, 10), List.of("identity")),
                DatasetName.of("orders"),
                "shop",
                Hour.of(2026, 11, 22, 10),
                Instant.parse("2026-11-22T10:30:00Z"),
                S3Location.parse(FOLDER + "manifest.json"),
                S3Location.parse("s3://contracts/orders.yaml"),
                S3Location.parse("s3://processed/"),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
