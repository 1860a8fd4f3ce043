package dev.waybill.local.load;

import dev.waybill.batch.Hour;
import dev.waybill.load.LoadBatch;
import dev.waybill.load.LoadBatchSettings;
import dev.waybill.load.UndoBatch;
import dev.waybill.load.UndoBatch.Undone;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.local.warehouse.Meddler;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.validate.ValidateBatch;
import dev.waybill.validate.ValidateBatchSettings;
import dev.waybill.warehouse.CopyRole;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 and a warehouse, to load batches that a test writes down. */
final class LoadBench implements AutoCloseable {
    static final WarehouseSettings SETTINGS =
            WarehouseSettings.of(Map.of("WORKGROUP", "local", "DATABASE", LocalWarehouse.DATABASE));

    static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    static final Hour HOUR_BEFORE = Hour.of(2026, 11, 22, 9);
    static final Hour HOUR_AFTER = Hour.of(2026, 11, 22, 11);

    private final LocalS3 s3;
    private final LocalWarehouse warehouse;
    private final LocalRedshiftData redshift;

    LoadBench(Path home) {
        s3 = LocalS3.start(home.resolve("s3"), "manifest.json", event -> {});
        s3.createBucket("processed");
        s3.createBucket("contracts");
        warehouse = LocalWarehouse.start(home.resolve("warehouse"));
        redshift = new LocalRedshiftData(warehouse, s3.client());
    }

    RedshiftDataClient redshift() {
        return redshift;
    }

    S3Client s3() {
        return s3.client();
    }

    /** Another Data API of the same warehouse, whose COPY reads from this S3. */
    LocalRedshiftData redshift(S3Client underCopy) {
        return new LocalRedshiftData(warehouse, underCopy);
    }

    LoadReceipt load(ConvertedBatch batch) {
        return load(batch, redshift);
    }

    /** Loads a batch through a client that behaves in its own way; no pause is waited for. */
    LoadReceipt load(ConvertedBatch batch, RedshiftDataClient client) {
        return load(batch, client, pause -> {});
    }

    /** Loads a batch; what passes while it waits is the caller's. */
    LoadReceipt load(ConvertedBatch batch, RedshiftDataClient client, Pause pause) {
        put(batch);
        return loadBatch(s3.client(), client, pause)
                .run(batch.delivery().folders().deliveryReceipt());
    }

    /** Leaves in S3 what is there before a load. */
    void put(ConvertedBatch batch) {
        batch.objects().forEach(this::put);
    }

    static LoadBatch loadBatch(S3Client s3, RedshiftDataClient client, Pause pause) {
        return new LoadBatch(s3, client, new LoadBatchSettings(SETTINGS, new CopyRole("default")), pause);
    }

    static ValidateBatch validateBatch(S3Client s3, RedshiftDataClient client, Pause pause) {
        return new ValidateBatch(s3, client, new ValidateBatchSettings(SETTINGS), pause);
    }

    /** Takes a batch back; no pause is waited for. */
    Undone undo(ConvertedBatch batch, RedshiftDataClient client) {
        return new UndoBatch(new RedshiftDataWarehouse(client, SETTINGS, pause -> {}))
                .run(batch.contract(), batch.delivery().batch());
    }

    Undone previewUndo(ConvertedBatch batch) {
        return new UndoBatch(new RedshiftDataWarehouse(redshift, SETTINGS, pause -> {}))
                .preview(batch.contract(), batch.delivery().batch());
    }

    Undone undo(ConvertedBatch batch) {
        return undo(batch, redshift);
    }

    /** Validates a batch that was loaded. */
    Verdict validate(ConvertedBatch batch) {
        return validate(batch, redshift);
    }

    Verdict validate(ConvertedBatch batch, RedshiftDataClient client) {
        return validateBatch(s3.client(), client, pause -> {})
                .run(batch.delivery().folders().deliveryReceipt());
    }

    private void put(S3Location location, byte[] bytes) {
        s3.client()
                .putObject(
                        request -> request.bucket(location.bucket()).key(location.key()), RequestBody.fromBytes(bytes));
    }

    String read(S3Location location) {
        byte[] bytes = s3.client()
                .getObjectAsBytes(request -> request.bucket(location.bucket()).key(location.key()))
                .asByteArray();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The rows of a query, each as {@code 1|text|null}. */
    List<String> rows(String sql) {
        List<String> read = new ArrayList<>();
        try {
            warehouse.query(sql, rows -> {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        row.add(String.valueOf(rows.getString(i)));
                    }
                    read.add(String.join("|", row));
                }
            });
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return read;
    }

    /** Runs a statement as a person would. */
    void execute(String sql) {
        String id = redshift.executeStatement(
                        request -> request.sql(sql).workgroupName("local").database(LocalWarehouse.DATABASE))
                .id();
        String error = redshift.describeStatement(request -> request.id(id)).error();
        if (error != null) {
            throw new AssertionError(sql + ": " + error);
        }
    }

    /** Lets somebody change rows, in a transaction that stays open. */
    Meddler meddle(String sql) {
        return new Meddler(warehouse.jdbcUrl(), sql);
    }

    @Override
    public void close() {
        redshift.close();
        warehouse.close();
        s3.close();
    }
}
