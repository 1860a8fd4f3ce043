package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The Parquet tables in the Glue Data Catalog, through which Athena and Redshift Spectrum see the batches. */
final class ProcessedCatalog {
    private static final List<String> PARTITION_KEYS = List.of("year", "month", "day", "hour", "batch");
    private final GlueClient glue;
    private final String database;

    ProcessedCatalog(GlueClient glue, String database) {
        this.glue = glue;
        this.database = database;
    }

    /** Registers the batch's partition at the run's folder, and its table if that is the first one. */
    void register(ConversionRun run, Contract contract) {
        try {
            putPartition(run, contract);
        } catch (EntityNotFoundException e) {
            createTable(run.delivery(), contract);
            putPartition(run, contract);
        }
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

    private static StorageDescriptor storage(Contract contract, String location) {
        List<Column> columns = new ArrayList<>();
        contract.columns().forEach(column -> columns.add(column(column.name(), hiveType(column.type()))));
        columns.add(column(Conversion.FILE, "string"));
        return StorageDescriptor.builder()
                .location(location)
                .columns(columns)
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
