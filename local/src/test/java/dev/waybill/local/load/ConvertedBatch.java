package dev.waybill.local.load;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.local.warehouse.ExampleParquet;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.ConversionSummary;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;

/**
 * A batch as ConvertBatch leaves it, of rows {@code 1 pen 08:00}: id, item and, on the batches' day, at, then what is added. An
 * item or a time {@code -} is NULL.
 *
 * @param added names of columns beside the contract's
 * @param receiptsStaged what the receipt says is staged
 * @param supersedes the batch that it takes the place of
 */
record ConvertedBatch(
        String yaml,
        Hour hour,
        String name,
        List<String> added,
        List<String> rows,
        long receiptsStaged,
        Optional<ConvertedBatch> supersedes) {
    private static final String SCHEMA = """
            message spark_schema {
              optional int32 id; optional binary item (STRING); optional int96 at; %s required binary _file (STRING);
            }""";

    /** By their texts: a test asks a batch for its contract often. */
    private static final Map<String, Contract> CONTRACTS = new ConcurrentHashMap<>();

    static ConvertedBatch of(String yaml, Hour hour, String name, String... rows) {
        return new ConvertedBatch(yaml, hour, name, List.of(), List.of(rows), rows.length, Optional.empty());
    }

    /** The same, with these columns beside the contract's. */
    ConvertedBatch adding(String... columns) {
        return new ConvertedBatch(yaml, hour, name, List.of(columns), rows, receiptsStaged, supersedes);
    }

    /** The same, but its receipt claims another count. */
    ConvertedBatch claiming(long staged) {
        return new ConvertedBatch(yaml, hour, name, added, rows, staged, supersedes);
    }

    /** The same, but it takes the place of another. */
    ConvertedBatch superseding(ConvertedBatch other) {
        return new ConvertedBatch(yaml, hour, name, added, rows, receiptsStaged, Optional.of(other));
    }

    Contract contract() {
        return CONTRACTS.computeIfAbsent(
                yaml, text -> ContractParser.parse(text.getBytes(StandardCharsets.UTF_8), "contract"));
    }

    Delivery delivery() {
        Contract contract = contract();
        S3Location folder = new S3Location(
                "source", contract.dataset() + "/" + contract.source().layout().format(hour));
        return new Delivery(
                BatchId.of(contract.dataset(), hour, List.of(name)),
                contract.dataset(),
                contract.source().system(),
                hour,
                hour.instant().plusSeconds(1800),
                folder.resolve("manifest.json"),
                S3Location.parse("s3://contracts/" + contract.dataset() + ".yaml"),
                S3Location.parse("s3://processed/"),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                supersedes.map(other -> other.delivery().batch()));
    }

    /** What lies in S3 before the load. */
    Map<S3Location, byte[]> objects() {
        Delivery delivery = delivery();
        Map<S3Location, byte[]> objects = new LinkedHashMap<>();
        objects.put(delivery.contract(), yaml.getBytes(StandardCharsets.UTF_8));
        objects.put(delivery.folders().deliveryReceipt(), json(delivery));
        List<ParquetFile> parquet = new ArrayList<>();
        if (!rows.isEmpty()) {
            String schema = SCHEMA.formatted(added.stream()
                    .map("optional binary %s (STRING);"::formatted)
                    .collect(Collectors.joining(" ")));
            byte[] bytes =
                    ExampleParquet.file(schema, rows.stream().map(this::row).toList());
            S3Location file = delivery.folders().parquet().resolve("part-0.parquet");
            objects.put(file, bytes);
            parquet.add(new ParquetFile(file, bytes.length, rows.size()));
        }
        S3Location receipt = delivery.folders().conversionReceipt();
        ConversionReceipt conversion = conversion(delivery, parquet);
        objects.put(receipt, json(conversion));
        objects.put(delivery.folders().conversionSummary(), json(ConversionSummary.of(conversion, receipt)));
        return objects;
    }

    private ConversionReceipt conversion(Delivery delivery, List<ParquetFile> parquet) {
        return new ConversionReceipt(
                delivery.batch(),
                delivery.dataset(),
                true,
                List.of(),
                contract().digest(),
                OptionalLong.empty(),
                receiptsStaged + 3,
                1,
                2,
                receiptsStaged,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                parquet,
                delivery.folders().quarantine(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                added.stream().map(AddedColumn::of).toList(),
                Map.of());
    }

    private static byte[] json(Object document) {
        return ReceiptJson.write(document).getBytes(StandardCharsets.UTF_8);
    }

    private Consumer<Group> row(String text) {
        String[] values = text.split(" ", -1);
        return row -> {
            row.append("id", Integer.parseInt(values[0]));
            if (!values[1].equals("-")) {
                row.append("item", values[1]);
            }
            if (!values[2].equals("-")) {
                LocalDateTime at = LocalDateTime.parse("2026-11-22T" + values[2]);
                row.append(
                        "at",
                        new NanoTime(
                                (int) at.getLong(JulianFields.JULIAN_DAY),
                                at.toLocalTime().toNanoOfDay()));
            }
            for (int i = 0; i < added.size(); i++) {
                row.append(added.get(i), values[3 + i]);
            }
            row.append("_file", "s3://source/a.csv");
        };
    }

    @Override
    public String toString() {
        return name + " " + hour + " " + rows
                + supersedes.map(other -> " supersedes " + other.name).orElse("");
    }
}
