package dev.waybill.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/** What becomes of a table that is there already. */
class ProcessedCatalogTest {
    private static final StorageDescriptor STORAGE = StorageDescriptor.builder()
            .location("s3://processed/orders/")
            .columns(column("id", "int"), column("_file", "string"))
            .compressed(true)
            .parameters(Map.of("a", "b"))
            .serdeInfo(SerDeInfo.builder().serializationLibrary("serde").build())
            .build();
    private static final Table TABLE = Table.builder()
            .name("orders")
            .description("by hand")
            .owner("somebody")
            .lastAccessTime(Instant.EPOCH)
            .lastAnalyzedTime(Instant.EPOCH.plusSeconds(1))
            .retention(3)
            .tableType("EXTERNAL_TABLE")
            .parameters(Map.of("classification", "parquet", "projection.enabled", "false"))
            .partitionKeys(column("year", "string"), column("hour", "string"))
            .storageDescriptor(STORAGE)
            .versionId("7")
            .build();

    private final VersionedGlue glue = new VersionedGlue(TABLE);

    private void register(String... columns) {
        Contract contract = ContractParser.parse(
                """
                dataset: orders
                source: { system: shop, format: csv }
                columns: { %s }
                target: { table: sales.orders, mode: append }
                """.formatted(String.join(", ", columns)).getBytes(StandardCharsets.UTF_8), "orders.yaml");
        new ProcessedCatalog(glue, "processed", pause -> {})
                .register(new ConversionRun(delivery(), "0", List.of()), contract);
    }

    @Test
    void aTableThatHasAllColumnsIsLeftAlone() {
        register("id: integer");
        assertThat(glue.table).isEqualTo(TABLE);
        assertThat(glue.updates).isEmpty();
        assertThat(glue.partitions).isEqualTo(1);
    }

    @Test
    void columnsThatTheTableLacksFollowItsOwnAndAllElseStaysAsItIs() {
        register("id: integer", "price: double", "colour: varchar(9)");
        assertThat(glue.updates)
                .singleElement()
                .isEqualTo(UpdateTableRequest.builder()
                        .databaseName("processed")
                        .versionId("7")
                        .tableInput(TableInput.builder()
                                .name("orders")
                                .description("by hand")
                                .owner("somebody")
                                .lastAccessTime(Instant.EPOCH)
                                .lastAnalyzedTime(Instant.EPOCH.plusSeconds(1))
                                .retention(3)
                                .tableType("EXTERNAL_TABLE")
                                .parameters(TABLE.parameters())
                                .partitionKeys(TABLE.partitionKeys())
                                .storageDescriptor(STORAGE.toBuilder()
                                        .columns(
                                                column("id", "int"),
                                                column("_file", "string"),
                                                column("price", "double"),
                                                column("colour", "string"))
                                        .build())
                                .build())
                        .build());
        assertThat(glue.partitions).isEqualTo(1);
    }

    @Test
    void aColumnWithTheNameOfAPartitionKeyStaysOut() {
        register("id: integer", "hour: smallint");
        assertThat(glue.updates).isEmpty();
    }

    @Test
    void aColumnThatAnotherBatchAddsMeanwhileIsNotLost() {
        glue.meanwhile.add("size");
        register("id: integer", "colour: varchar(9)");
        assertThat(glue.table.storageDescriptor().columns())
                .extracting(Column::name)
                .containsExactly("id", "_file", "size", "colour");
        assertThat(glue.updates).extracting(UpdateTableRequest::versionId).containsExactly("7", "8");
    }

    @Test
    void aTableThatOthersChangeAllTheTimeIsTriedTenTimes() {
        for (int i = 0; i < 10; i++) {
            glue.meanwhile.add("size" + i);
        }
        assertThatThrownBy(() -> register("id: integer", "colour: varchar(9)"))
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot give the table processed.orders all columns of orders-2026112210-0123456789abcdef: others"
                                + " change it all the time. Run the conversion again");
        assertThat(glue.updates).hasSize(10);
        assertThat(glue.partitions).isZero();
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static Delivery delivery() {
        return new Delivery(
                BatchId.parse("orders-2026112210-0123456789abcdef"),
                DatasetName.of("orders"),
                "shop",
                Hour.of(2026, 11, 22, 10),
                Instant.parse("2026-11-22T10:30:00Z"),
                S3Location.parse("s3://source/orders/2026/11/22/10/manifest.json"),
                S3Location.parse("s3://contracts/orders.yaml"),
                S3Location.parse("s3://processed/"),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** One table, which only who knows its version may change. */
    private static final class VersionedGlue implements GlueClient {
        private Table table;
        /** Columns that others add, each right before an update. */
        private final List<String> meanwhile = new ArrayList<>();

        private final List<UpdateTableRequest> updates = new ArrayList<>();
        private int partitions;

        VersionedGlue(Table table) {
            this.table = table;
        }

        @Override
        public GetTableResponse getTable(GetTableRequest request) {
            return GetTableResponse.builder().table(table).build();
        }

        @Override
        public UpdateTableResponse updateTable(UpdateTableRequest request) {
            updates.add(request);
            if (!meanwhile.isEmpty()) {
                List<Column> columns = new ArrayList<>(table.storageDescriptor().columns());
                columns.add(column(meanwhile.remove(0), "string"));
                update(table.storageDescriptor().toBuilder().columns(columns).build());
            }
            if (!request.versionId().equals(table.versionId())) {
                throw ConcurrentModificationException.builder()
                        .message("Update table failed due to concurrent modifications.")
                        .build();
            }
            update(request.tableInput().storageDescriptor());
            return UpdateTableResponse.builder().build();
        }

        private void update(StorageDescriptor storage) {
            int version = Integer.parseInt(table.versionId()) + 1;
            table = table.toBuilder()
                    .storageDescriptor(storage)
                    .versionId(String.valueOf(version))
                    .build();
        }

        @Override
        public CreatePartitionResponse createPartition(CreatePartitionRequest request) {
            partitions++;
            return CreatePartitionResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
