package dev.waybill.local.glue;

import dev.waybill.local.glue.Catalog.CatalogColumn;
import dev.waybill.local.glue.Catalog.CatalogPartition;
import dev.waybill.local.glue.Catalog.CatalogTable;
import dev.waybill.s3.S3Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetCrawlerRequest;
import software.amazon.awssdk.services.glue.model.GetCrawlerResponse;
import software.amazon.awssdk.services.glue.model.GetJobRunRequest;
import software.amazon.awssdk.services.glue.model.GetJobRunResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StartCrawlerRequest;
import software.amazon.awssdk.services.glue.model.StartCrawlerResponse;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;
import software.amazon.awssdk.services.glue.model.StartJobRunResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * Glue in this process: the catalog (files below a folder), crawlers in event mode, and job runs. Any other operation
 * throws {@link UnsupportedOperationException}.
 */
public final class LocalGlue implements GlueClient {
    private final Path folder;
    private final Catalog catalog;
    private final JobRuns runs = new JobRuns();
    private final Map<String, LocalCrawler> crawlers = new ConcurrentHashMap<>();

    public LocalGlue(Path folder) {
        this.folder = folder;
        this.catalog = new Catalog(folder.resolve("databases"));
    }

    public void registerJob(String name, Map<String, String> defaultArguments, JobMain main) {
        runs.register(name, defaultArguments, main);
    }

    public void registerCrawler(String name, String database) {
        crawlers.putIfAbsent(
                name,
                new LocalCrawler(catalog, database, folder.resolve("announced").resolve(name)));
    }

    /** Tells a crawler of a folder that its next crawl is to catalog. */
    public void announce(String crawler, S3Location batchFolder) {
        crawler(crawler).announce(batchFolder);
    }

    /** Takes an announcement back, of a delivery that was refused. */
    public void withdraw(String crawler, S3Location batchFolder) {
        crawler(crawler).withdraw(batchFolder);
    }

    @Override
    public StartCrawlerResponse startCrawler(StartCrawlerRequest request) {
        if (!crawler(request.name()).start()) {
            throw CrawlerRunningException.builder()
                    .message("Crawler with name " + request.name() + " has already started")
                    .build();
        }
        return StartCrawlerResponse.builder().build();
    }

    @Override
    public GetCrawlerResponse getCrawler(GetCrawlerRequest request) {
        return GetCrawlerResponse.builder()
                .crawler(crawler(request.name()).poll().name(request.name()).build())
                .build();
    }

    @Override
    public StartJobRunResponse startJobRun(StartJobRunRequest request) {
        return StartJobRunResponse.builder()
                .jobRunId(runs.start(request.jobName(), request.arguments()))
                .build();
    }

    @Override
    public GetJobRunResponse getJobRun(GetJobRunRequest request) {
        return GetJobRunResponse.builder().jobRun(runs.run(request.runId())).build();
    }

    @Override
    public GetTableResponse getTable(GetTableRequest request) {
        CatalogTable table = table(request.databaseName(), request.name());
        return GetTableResponse.builder()
                .table(Table.builder()
                        .databaseName(request.databaseName())
                        .name(table.name())
                        .versionId(String.valueOf(table.version().orElse(0)))
                        .parameters(table.parameters())
                        .partitionKeys(columns(table.partitionKeys()))
                        .storageDescriptor(StorageDescriptor.builder()
                                .location(table.location())
                                .columns(columns(table.columns()))
                                .build())
                        .build())
                .build();
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        CatalogTable table = catalogTable(request.tableInput(), OptionalLong.empty());
        if (!catalog.add(request.databaseName(), table)) {
            throw AlreadyExistsException.builder()
                    .message("Table already exists.")
                    .build();
        }
        return CreateTableResponse.builder().build();
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        CatalogTable now = table(request.databaseName(), request.tableInput().name());
        long before = request.versionId() == null ? now.version().orElse(0) : Long.parseLong(request.versionId());
        if (!catalog.update(request.databaseName(), catalogTable(request.tableInput(), OptionalLong.of(before + 1)))) {
            throw ConcurrentModificationException.builder()
                    .message("Update table failed due to concurrent modifications.")
                    .build();
        }
        return UpdateTableResponse.builder().build();
    }

    @Override
    public GetPartitionsResponse getPartitions(GetPartitionsRequest request) {
        CatalogTable table = table(request.databaseName(), request.tableName());
        List<String> keys =
                table.partitionKeys().stream().map(CatalogColumn::name).toList();
        List<String> values = PartitionExpression.parse(request.expression()).values(keys);
        List<Partition> partitions = catalog
                .partition(request.databaseName(), request.tableName(), values)
                .map(partition -> Partition.builder()
                        .databaseName(request.databaseName())
                        .tableName(request.tableName())
                        .values(partition.values())
                        .storageDescriptor(StorageDescriptor.builder()
                                .location(partition.location())
                                .build())
                        .build())
                .stream()
                .toList();
        return GetPartitionsResponse.builder().partitions(partitions).build();
    }

    @Override
    public CreatePartitionResponse createPartition(CreatePartitionRequest request) {
        table(request.databaseName(), request.tableName());
        CatalogPartition partition = new CatalogPartition(
                request.partitionInput().values(),
                request.partitionInput().storageDescriptor().location());
        if (!catalog.add(request.databaseName(), request.tableName(), partition)) {
            throw AlreadyExistsException.builder()
                    .message("Partition already exists.")
                    .build();
        }
        return CreatePartitionResponse.builder().build();
    }

    @Override
    public UpdatePartitionResponse updatePartition(UpdatePartitionRequest request) {
        CatalogPartition partition = new CatalogPartition(
                request.partitionValueList(),
                request.partitionInput().storageDescriptor().location());
        if (!catalog.replace(request.databaseName(), request.tableName(), partition)) {
            throw EntityNotFoundException.builder()
                    .message("Partition not found.")
                    .build();
        }
        return UpdatePartitionResponse.builder().build();
    }

    private LocalCrawler crawler(String name) {
        LocalCrawler crawler = crawlers.get(name);
        if (crawler == null) {
            throw EntityNotFoundException.builder()
                    .message("Crawler entry with name " + name + " does not exist")
                    .build();
        }
        return crawler;
    }

    private CatalogTable table(String database, String name) {
        return catalog.table(database, name)
                .orElseThrow(() -> EntityNotFoundException.builder()
                        .message("Entity Not Found: table " + database + "." + name)
                        .build());
    }

    private static CatalogTable catalogTable(TableInput input, OptionalLong version) {
        return new CatalogTable(
                input.name(),
                input.storageDescriptor().location(),
                catalogColumns(input.storageDescriptor().columns()),
                catalogColumns(input.partitionKeys()),
                input.parameters(),
                version);
    }

    private static List<Column> columns(List<CatalogColumn> columns) {
        return columns.stream()
                .map(column ->
                        Column.builder().name(column.name()).type(column.type()).build())
                .toList();
    }

    private static List<CatalogColumn> catalogColumns(List<Column> columns) {
        return columns.stream()
                .map(column -> new CatalogColumn(column.name(), column.type()))
                .toList();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        runs.close();
    }
}
