import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.load.LoadBatch;
import dev.waybill.load.LoadBatchSettings;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.CopyRole;
import dev.waybill.warehouse.LoadSql;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSession;
import dev.waybill.warehouse.WarehouseSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.sync.RequestBody;

/** Loads the staged rows by LoadBatch, from a Parquet file as the conversion leaves it. */
final class WaybillLoad {
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    private static final WarehouseSettings SETTINGS =
            WarehouseSettings.of(Map.of("WORKGROUP", "local", "DATABASE", LocalWarehouse.DATABASE));

    private final LocalS3 s3;
    private final LocalRedshiftData redshift;
    private final Connection connection;
    private final boolean explains;

    WaybillLoad(LocalS3 s3, LocalRedshiftData redshift, Connection connection, boolean explains) {
        this.s3 = s3;
        this.redshift = redshift;
        this.connection = connection;
        this.explains = explains;
        for (String bucket : List.of("processed", "contracts")) {
            s3.createBucket(bucket);
        }
    }

    /** Of a whole LoadBatch, and of its transaction. */
    record Measured(double seconds, double transactionSeconds, int calls, int statements) {}

    private static String yaml(Table table, String undo) {
        return """
                dataset: trades
                source: { system: bench, format: csv }
                columns:
                  id: bigint
                  changed_at: timestamp
                  account: varchar(16)
                  symbol: varchar(12)
                  side: varchar(4)
                  quantity: integer
                  price: double
                  venue: varchar(24)
                  note: varchar(64)
                key: [id]
                newest: changed_at
                target: { table: %s, sortkey: [id], undo: %s }
                """.formatted(table.name(), undo);
    }

    /** The tables that the first load would make. */
    void createTables(Table table) {
        WarehouseSession session = new RedshiftDataWarehouse(redshift, SETTINGS, pause -> {}).open();
        new LoadSql(contract(yaml(table, "7 days"))).ddl().forEach(session::execute);
    }

    Measured load(Table table, Shape shape, String undo) throws Exception {
        Delivery delivery = deliver(table, shape, yaml(table, undo));
        MeasuredClient client = new MeasuredClient(redshift, explains);
        LoadBatch load = new LoadBatch(
                s3.client(), client, new LoadBatchSettings(SETTINGS, new CopyRole("default")), pause -> {});
        System.gc();
        long start = System.nanoTime();
        LoadReceipt receipt = load.run(delivery.folders().deliveryReceipt());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (receipt.inserted() != table.batch() / 2 || receipt.updated() != table.batch() / 2) {
            throw new IllegalStateException(receipt.toString());
        }
        return new Measured(seconds, client.transactionSeconds(), client.calls(), client.statements());
    }

    private Delivery deliver(Table table, Shape shape, String yaml) throws Exception {
        Contract contract = contract(yaml);
        Delivery delivery = new Delivery(
                BatchId.of(contract.dataset(), HOUR, List.of(table.name() + shape)),
                contract.dataset(),
                "bench",
                HOUR,
                HOUR.instant().plusSeconds(1800),
                new S3Location("source", "trades/2026/11/22/10/manifest.json"),
                new S3Location("contracts", "trades.yaml"),
                new S3Location("processed", ""),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        S3Location file = delivery.folders().parquet().resolve("part-0.parquet");
        Path parquet = StagedParquet.write(connection, table.staged(shape));
        put(file, RequestBody.fromFile(parquet));
        put(delivery.contract(), RequestBody.fromString(yaml));
        put(delivery.folders().deliveryReceipt(), RequestBody.fromString(ReceiptJson.write(delivery)));
        ConversionReceipt conversion = conversion(
                delivery, contract, new ParquetFile(file, Files.size(parquet), table.batch()), table.batch());
        put(delivery.folders().conversionReceipt(), RequestBody.fromString(ReceiptJson.write(conversion)));
        Files.delete(parquet);
        return delivery;
    }

    private static ConversionReceipt conversion(Delivery delivery, Contract contract, ParquetFile file, long rows) {
        return new ConversionReceipt(
                delivery.batch(),
                delivery.dataset(),
                true,
                List.of(),
                contract.digest(),
                OptionalLong.empty(),
                rows,
                0,
                0,
                rows,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(file),
                delivery.folders().quarantine(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Contract contract(String yaml) {
        return ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "trades.yaml");
    }

    private void put(S3Location location, RequestBody content) {
        s3.client().putObject(request -> request.bucket(location.bucket()).key(location.key()), content);
    }
}
