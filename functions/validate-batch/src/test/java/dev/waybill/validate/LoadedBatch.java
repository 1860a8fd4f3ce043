package dev.waybill.validate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Check;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.CheckResultTable;
import dev.waybill.warehouse.MeasureSql;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.redshiftdata.model.Field;

/**
 * A batch that was converted and loaded: 12 records read, of which 1 was rejected and 1 superseded; of the 10 staged rows, 1
 * was stale, 6 were inserted and 3 updated.
 */
final class LoadedBatch {
    static final List<Refreshed> NO_VIEWS = List.of();
    final InMemoryS3 s3 = new InMemoryS3();
    final FakeWarehouse warehouse = new FakeWarehouse();
    final Contract contract;
    final Delivery delivery;

    private LoadedBatch(byte[] yaml) {
        contract = ContractParser.parse(yaml, "contract");
        String system = contract.source().system();
        delivery = new Delivery(
                BatchId.parse(contract.dataset() + "-2026112016-5f1c09a2b3d4e5f6"),
                contract.dataset(),
                system,
                Hour.of(2026, 11, 20, 16),
                Instant.parse("2026-11-20T16:05:00Z"),
                S3Location.parse("s3://waybill-source-123456789012-" + system + "/" + contract.dataset()
                        + "/2026/11/20/16/manifest.json"),
                S3Location.parse("s3://waybill-artifacts/contracts/" + contract.dataset() + ".yaml"),
                S3Location.parse("s3://waybill-processed-123456789012-" + system + "/"),
                OptionalLong.of(12),
                List.of(),
                List.of(),
                Optional.empty());
        s3.put(delivery.contract(), yaml);
        s3.put(delivery.folders().deliveryReceipt(), ReceiptJson.write(delivery));
        converted(contract.digest());
        loaded(1, 6, 3, NO_VIEWS);
    }

    /** Of a contract that comes with Waybill. */
    static LoadedBatch of(String dataset) throws IOException {
        return new LoadedBatch(Files.readAllBytes(Path.of("../../datasets", dataset + ".yaml")));
    }

    static LoadedBatch ofContract(String yaml) {
        return new LoadedBatch(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** The statement that measures these checks, as a batch of this hour does. */
    SqlStatement measure(Check... checks) {
        return new MeasureSql(contract, delivery.batch(), delivery.hour()).measure(List.of(checks));
    }

    /** What breaks a check, as the warehouse keeps it when it was told to look. */
    void kept(int position, String... examples) {
        examples(List.of(FakeWarehouse.row(position, String.join("\n", examples))));
    }

    void examples(List<List<Field>> rows) {
        warehouse.answerRows(CheckResultTable.readExamples(), rows);
    }

    void converted(String contractDigest) {
        s3.put(
                delivery.folders().conversionReceipt(),
                ReceiptJson.write(new ConversionReceipt(
                        delivery.batch(),
                        delivery.dataset(),
                        true,
                        List.of(),
                        contractDigest,
                        OptionalLong.of(12),
                        12,
                        1,
                        1,
                        10,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        delivery.folders().quarantine(),
                        List.of(),
                        List.of(),
                        OptionalLong.empty(),
                        List.of(),
                        List.of(),
                        Map.of())));
    }

    void loaded(long stale, long inserted, long updated, List<Refreshed> refreshed) {
        loaded(stale, inserted, updated, 0, refreshed);
    }

    void loaded(long stale, long inserted, long updated, long deleted, List<Refreshed> refreshed) {
        s3.put(
                delivery.folders().loadReceipt(),
                ReceiptJson.write(new LoadReceipt(
                        delivery.batch(),
                        delivery.dataset(),
                        true,
                        List.of(),
                        false,
                        contract.target().table().toString(),
                        10,
                        stale,
                        inserted,
                        updated,
                        deleted,
                        Optional.empty(),
                        refreshed)));
    }

    void refused(String... reasons) {
        s3.put(
                delivery.folders().loadReceipt(),
                ReceiptJson.write(LoadReceipt.refused(
                        delivery.batch(), delivery.dataset(), contract.target(), List.of(reasons))));
    }

    ValidateBatch useCase() {
        WarehouseSettings settings =
                new WarehouseSettings(Optional.of("waybill"), Optional.empty(), Optional.empty(), "dev");
        return new ValidateBatch(s3, warehouse, new ValidateBatchSettings(settings), pause -> {});
    }

    Verdict validate() {
        return useCase().run(delivery.folders().deliveryReceipt());
    }
}
