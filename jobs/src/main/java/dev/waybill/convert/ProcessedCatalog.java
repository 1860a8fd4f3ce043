package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The Parquet tables in the Glue Data Catalog, through which Athena and Redshift Spectrum see the batches. */
final class ProcessedCatalog {
    static final List<String> PARTITION_KEYS = List.of("year", "month", "day", "hour", "batch");
    private static final int ATTEMPTS = 10;
    private final GlueClient glue;
    private final String database;
    private final Pause pause;

    ProcessedCatalog(GlueClient glue, String database, Pause pause) {
        this.glue = glue;
        this.database = database;
        this.pause = pause;
    }

    /**
     * Registers the batch's partition at the run's folder, in a table that has all of its columns.
     *
     * @throws TransientException if others change the table all the time
     */
    void register(ConversionRun run, Contract contract) {
        provideTable(run.delivery(), contract);
        putPartition(run, contract);
    }

    private void provideTable(Delivery delivery, Contract contract) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                addColumns(delivery, contract);
                return;
            } catch (EntityNotFoundException e) {
                createTable(delivery, contract);
            } catch (ConcurrentModificationException e) {
                pause.pause(backoff.next());
            }
        }
        throw new TransientException("Cannot give the table " + database + "." + delivery.dataset() + " all columns of "
                + delivery.batch() + ": others change it all the time. Run the conversion again");
    }

    /**
     * Adds the columns that the table lacks, after its own. Its version goes along: if another batch has changed the table since
     * it was read, nothing is written. What has the name of a partition key is left out, since a table can't have both.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html">UpdateTable</a>
     * @see <a href="https://iceberg.apache.org/docs/latest/aws/#optimistic-locking">Iceberg on optimistic locking</a>
     */
    private void addColumns(Delivery delivery, Contract contract) {
        Table table = glue.getTable(request ->
                        request.databaseName(database).name(delivery.dataset().value()))
                .table();
        List<Column> columns = new ArrayList<>(table.storageDescriptor().columns());
        Set<String> names = Stream.concat(columns.stream(), table.partitionKeys().stream())
                .map(Column::name)
                .collect(Collectors.toSet());
        boolean lacks = columns.addAll(columns(contract).stream()
                .filter(column -> !names.contains(column.name()))
                .toList());
        if (lacks) {
            StorageDescriptor storage =
                    table.storageDescriptor().toBuilder().columns(columns).build();
            glue.updateTable(request ->
                    request.databaseName(database).versionId(table.versionId()).tableInput(with(storage, table)));
        }
    }

    private static TableInput with(StorageDescriptor storage, Table table) {
        return TableInput.builder()
                .name(table.name())
                .description(table.description())
                .owner(table.owner())
                .lastAccessTime(table.lastAccessTime())
                .lastAnalyzedTime(table.lastAnalyzedTime())
                .retention(table.retention())
                .storageDescriptor(storage)
                .partitionKeys(table.partitionKeys())
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType())
                .parameters(table.parameters())
                .targetTable(table.targetTable())
                .build();
    }

    private void createTable(Delivery delivery, Contract contract) {
        String location = delivery.processed().resolve(delivery.dataset() + "/").toString();
        try {
            glue.createTable(request -> request.databaseName(database)
                    .tableInput(TableInput.builder()
                            .name(delivery.dataset().value())
                            .tableType("EXTERNAL_TABLE")
                            .parameters(Map.of("classification", "parquet"))
                            .partitionKeys(PARTITION_KEYS.stream()
                                    .map(key -> column(partitionKey(key, contract), "string"))
                                    .toList())
                            .storageDescriptor(storage(contract, location))
                            .build()));
        } catch (AlreadyExistsException e) {
            // Another batch of the dataset was first.
        }
    }

    /** A table can't have a column and a partition key of one name. */
    private static String partitionKey(String name, Contract contract) {
        return contract.columns().stream().anyMatch(column -> column.name().equals(name)) ? "_" + name : name;
    }

    private void putPartition(ConversionRun run, Contract contract) {
        Delivery delivery = run.delivery();
        PartitionInput partition = PartitionInput.builder()
                .values(values(delivery))
                .storageDescriptor(storage(contract, run.parquet().toString()))
                .build();
        try {
            glue.createPartition(request -> request.databaseName(database)
                    .tableName(delivery.dataset().value())
                    .partitionInput(partition));
        } catch (AlreadyExistsException e) {
            // An earlier run of this batch registered it, at its own folder.
            glue.updatePartition(request -> request.databaseName(database)
                    .tableName(delivery.dataset().value())
                    .partitionValueList(partition.values())
                    .partitionInput(partition));
        }
    }

    private static List<String> values(Delivery delivery) {
        String compact = delivery.hour().compact();
        return List.of(
                compact.substring(0, 4),
                compact.substring(4, 6),
                compact.substring(6, 8),
                compact.substring(8),
                delivery.batch().toString());
    }

    private static List<Column> columns(Contract contract) {
        List<Column> columns = new ArrayList<>();
        contract.columns().forEach(column -> columns.add(column(column.name(), hiveType(column.type()))));
        columns.add(column(Conversion.FILE, "string"));
        return columns;
    }

    private static StorageDescriptor storage(Contract contract, String location) {
        return StorageDescriptor.builder()
                .location(location)
                .columns(columns(contract))
                .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                .serdeInfo(serde ->
                        serde.serializationLibrary("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"))
                .build();
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static String hiveType(ColumnType type) {
        if (!(type instanceof ColumnType.Simple simple)) {
            return type instanceof ColumnType.Decimal ? type.sql() : "string";
        }
        return switch (simple) {
            case SMALLINT -> "smallint";
            case INTEGER -> "int";
            case BIGINT -> "bigint";
            case REAL -> "float";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP, TIMESTAMPTZ -> "timestamp";
            case SUPER -> "string";
        };
    }
}
