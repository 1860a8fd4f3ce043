package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.waybill.batch.Delivery;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.s3.S3Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;

/** ConvertBatch on real S3 (S3Proxy) and real Spark: files in, Parquet, quarantine and receipt out. */
class ConvertBatchIT {
    private static final String ORDERS = """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id: { type: integer, required: true }
              item: varchar(10)
              amount: "decimal(6,2)"
              at: timestamp
            key: [id]
            newest: at
            target: { table: shop.orders, sortkey: [at] }
            quality: { max_rejected: 50% }
            """;

    @TempDir
    static Path home;

    private static ConversionBench bench;

    @BeforeAll
    static void start() {
        bench = new ConversionBench(home);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void theNewestRowOfEachKeyIsStagedAndEveryRowIsAccountedFor() {
        ConversionReceipt receipt = bench.convert(ORDERS, files("a.csv", """
                        id,item,amount,at
                        1,pen,1.50,2026-11-22T08:00:00Z
                        2,ink,2.00,2026-11-22T08:00:00Z
                        1,pen,1.75,2026-11-22T09:00:00Z
                        """, "b.csv", """
                        at,amount,item,id
                        2026-11-22T08:30:00Z,9.99,old pen,1
                        2026-11-22T08:00:00Z,2.50,later,2
                        """));
        assertThat(receipt.accepted()).isTrue();
        assertThat(List.of(receipt.read(), receipt.rejected(), receipt.superseded(), receipt.staged()))
                .containsExactly(5L, 0L, 3L, 2L);
        assertThat(receipt.files().stream().map(file -> file.url().fileName() + " " + file.read()))
                .containsExactly("a.csv 3", "b.csv 2");
        String file = "s3://source/orders/2026/11/22/10/";
        assertThat(bench.rows(parquet(receipt), "id"))
                .containsExactly(
                        "1|pen|1.75|2026-11-22 09:00:00.0|" + file + "a.csv",
                        "2|later|2.50|2026-11-22 08:00:00.0|" + file + "b.csv");
    }

    @Test
    void badRowsAreInQuarantineWithAllTheirReasonsAndTheirText() {
        ConversionReceipt receipt = bench.convert(ORDERS, files("a.csv", """
                        id,item,amount,at
                        1,pen,1.50,2026-11-22T08:00:00Z
                        x,a name that is too long,12345.678,yesterday
                        ,nobody,1,
                        3,pen
                        4,ink,4,
                        """));
        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reasons())
                .containsExactly("3 of 5 records are rejected, more than the contract's max_rejected of 50%. "
                        + "The reasons are in " + receipt.quarantine()
                        + ". Correct the files, or the contract, and deliver again");
        assertThat(bench.rows(receipt.quarantine(), "position"))
                .containsExactly(
                        "s3://source/orders/2026/11/22/10/a.csv|3|id: 'x' is not an integer\n"
                                + "item: 'a name that is too long' has 23 bytes, too long for a varchar(10)\n"
                                + "amount: '12345.678' is out of range for a decimal(6,2)\n"
                                + "at: 'yesterday' is not a timestamp|x,a name that is too long,12345.678,yesterday|null|"
                                + receipt.batch(),
                        "s3://source/orders/2026/11/22/10/a.csv|4|id: required, but the record has no value|,nobody,1,|null|"
                                + receipt.batch(),
                        "s3://source/orders/2026/11/22/10/a.csv|5|the row has 2 values, but the header has 4|3,pen|null|"
                                + receipt.batch());
        assertThat(receipt.parquet()).isEmpty();
        assertThat(receipt.rejections())
                .containsEntry("id: is not an integer", 1L)
                .containsEntry("the row has 2 values, but the header has 4", 1L);
    }

    @Test
    void valuesThatAreCutAreCountedByColumnButForRowsThatAreRejected() {
        ConversionReceipt receipt = bench.convert(
                ORDERS.replace("item: varchar(10)", "item: { type: varchar(3), too_long: truncate }"),
                files("a.csv", """
                        id,item,amount,at
                        1,pen,1.50,2026-11-22T08:00:00Z
                        2,pencil,2.00,2026-11-22T08:00:00Z
                        2,pencils,2.00,2026-11-22T08:00:00Z
                        x,pencil,2.00,2026-11-22T08:00:00Z
                        """));
        assertThat(receipt.truncated()).isEqualTo(Map.of("item", 2L));
        assertThat(bench.rows(parquet(receipt), "id"))
                .map(row -> row.substring(0, 5))
                .containsExactly("1|pen", "2|pen");
    }

    @Test
    void aFileThatCannotBeTrustedRejectsTheBatchAndNamesItself() throws IOException {
        byte[] whole = gzip("id,item,amount,at\n" + "1,pen,1.5,2026-11-22\n".repeat(5000));
        ConversionReceipt receipt = bench.convert(ORDERS, Map.of("a.csv.gz", Arrays.copyOf(whole, whole.length - 20)));
        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reasons())
                .containsExactly("s3://source/orders/2026/11/22/10/a.csv.gz: the compressed data ends early."
                        + " Deliver the file again, whole");
    }

    @Test
    void plainFilesAndCompressedOnesMix() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.csv.gz", gzip("id,item,amount,at\n1,pen,1.5,2026-11-22\n"));
        files.put("b.csv", bytes("id,item,amount,at\r\n2,\"ink, blue\",1.5,2026-11-22\r\n"));
        files.put("c.csv.zst", Zstd.compress(bytes("id,item,amount,at\n3,nib,1.5,2026-11-22\n")));
        files.put("d.csv.bz2", bzip2("id,item,amount,at\n4,cap,1.5,2026-11-22\n"));
        files.put("empty.csv", new byte[0]);
        files.put("header.csv", bytes("id,item,amount,at\n"));
        ConversionReceipt receipt = bench.convert(ORDERS, files);
        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.staged()).isEqualTo(4);
    }

    @Test
    void aDeliveryWithoutRecordsIsAcceptedAndStagesNothing() {
        ConversionReceipt receipt = bench.convert(ORDERS, files("a.csv", "id,item,amount,at\n"));
        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.parquet()).isEmpty();
        assertThat(receipt.staged()).isZero();
    }

    @Test
    void aCountThatTheManifestDeclaresMustBeRead() {
        Delivery delivery =
                bench.deliver(ORDERS, files("a.csv", "id,item,amount,at\n8,pen,1,2026-11-22\n"), OptionalLong.of(2));
        assertThat(bench.convert(delivery).reasons())
                .containsExactly(
                        "s3://source/orders/2026/11/22/10/manifest.json: it declares 2 records, but its files hold 1."
                                + " Deliver all of them, or correct the manifest");
    }

    @Test
    void aFileThatWasReplacedSinceItsAnnouncementIsNotLoadedUnderTheOldBatch() {
        Delivery delivery = bench.deliver(
                ORDERS, files("changing.csv", "id,item,amount,at\n9,pen,1,2026-11-22\n"), OptionalLong.empty());
        bench.put(delivery.files().get(0).url(), bytes("id,item,amount,at\n9,pen,2,2026-11-22\n"));
        assertThat(bench.convert(delivery).reasons())
                .containsExactly("s3://source/orders/2026/11/22/10/changing.csv was replaced since it was announced."
                        + " Put the files, then the manifest again");
    }

    @Test
    void aFolderThatTheCrawlerDidNotCatalogIsAnError() {
        Delivery delivery =
                bench.deliver(ORDERS, files("a.csv", "id,item,amount,at\n1,pen,1,2026-11-22\n"), OptionalLong.empty());
        Delivery elsewhere = new Delivery(
                delivery.batch(),
                delivery.dataset(),
                delivery.system(),
                dev.waybill.batch.Hour.of(2026, 11, 22, 11),
                delivery.deliveredAt(),
                S3Location.parse("s3://source/orders/2026/11/22/11/manifest.json"),
                delivery.contract(),
                delivery.processed(),
                delivery.declaredRecords(),
                delivery.files(),
                delivery.absent(),
                Optional.empty());
        bench.put(elsewhere.folders().deliveryReceipt(), bytes(dev.waybill.receipt.ReceiptJson.write(elsewhere)));
        assertThatThrownBy(() -> bench.convert(elsewhere))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot find s3://source/orders/2026/11/22/11/ in the catalog: source.orders has no partition "
                                + "partition_0='2026' AND partition_1='11' AND partition_2='22' AND partition_3='11' there. "
                                + "Run the crawler, then redrive the execution: a redrive doesn't crawl again");
    }

    @Test
    void jsonAndXmlRecordsAreFoundAtTheirPaths() {
        ConversionReceipt json = bench.convert("""
                dataset: quakes
                source: { system: usgs, format: json, records: data.features }
                columns:
                  id: varchar(8)
                  mag: { from: "properties.mag", type: "decimal(4,2)" }
                  lon: { from: "geometry.coordinates[0]", type: double }
                  place_name: varchar(20)
                key: [id]
                target: { table: seismic.quakes }
                """, files("a.json", """
                        {"data": {"count": 2, "features": [
                          {"id": "a", "placeName": "Hïlo", "properties": {"mag": 1.50}, "geometry": {"coordinates": [-1.5, 2]}},
                          {"id": "b", "properties": {"mag": null}}
                        ]}, "more": [1, {"x": []}]}
                        """));
        assertThat(json.reasons()).isEmpty();
        String folder = "s3://source/quakes/2026/11/22/10/a.json";
        assertThat(bench.rows(parquet(json), "id"))
                .containsExactly("a|1.50|-1.5|Hïlo|" + folder, "b|null|null|null|" + folder);
        ConversionReceipt xml = bench.convert("""
                dataset: rates
                source: { system: bank, format: xml, records: rate }
                columns:
                  currency: { from: "@code", type: char(3) }
                  bid: { from: quote.bid, type: "decimal(8,4)" }
                  note: varchar(20)
                key: [currency]
                target: { table: bank.rates }
                """, files("a.xml", """
                        <?xml version="1.0"?>
                        <!DOCTYPE x:rates SYSTEM "nowhere.dtd">
                        <x:rates xmlns:x="urn:x"><x:day>
                          <x:rate code="USD"><quote><bid> 1.0500</bid></quote><note><![CDATA[a < b]]></note></x:rate>
                          <rate code="CHF"><quote><bid>0.9</bid></quote></rate>
                        </x:day></x:rates>
                        """));
        assertThat(xml.reasons()).isEmpty();
        assertThat(bench.rows(parquet(xml), "currency"))
                .containsExactly(
                        "CHF|0.9000|null|s3://source/rates/2026/11/22/10/a.xml",
                        "USD|1.0500|a < b|s3://source/rates/2026/11/22/10/a.xml");
    }

    private static final String QUAKES = """
            dataset: quakes
            source: { system: usgs, format: json }
            columns: { id: varchar(8), mag: { from: properties.mag, type: double }, note: varchar(9) }
            key: [id]
            target: { table: seismic.quakes }
            """;

    @Test
    void whatJsonFilesHaveBesideTheContractAndWhatTheyLackIsInTheReceiptOrIsAReason() {
        Map<String, byte[]> files = files(
                "a.json",
                "{\"id\": \"a\", \"properties\": {\"mag\": 1, \"felt\": 2}, \"note\": null}\n",
                "b.json",
                "{\"id\": \"b\", \"properties\": {\"mag\": 1}}\n{\"id\": \"c\", \"tip\": 3}\n",
                "c.json",
                "{\"id\": \"d\"}\n");
        ConversionReceipt left = bench.convert(QUAKES, files);
        assertThat(left.reasons()).isEmpty();
        assertThat(left.newColumns()).containsExactly("properties.felt", "tip");
        assertThat(left.moreNewColumns()).isEmpty();
        String folder = "s3://source/quakes/2026/11/22/10/";
        assertThat(left.missingColumns())
                .containsExactly(
                        new MissingColumn("mag", 1, S3Location.parse(folder + "c.json")),
                        new MissingColumn("note", 2, S3Location.parse(folder + "b.json")));
        assertThat(bench.rows(parquet(left), "id"))
                .containsExactly(
                        "a|1.0|null|" + folder + "a.json",
                        "b|1.0|null|" + folder + "b.json",
                        "c|null|null|" + folder + "b.json",
                        "d|null|null|" + folder + "c.json");

        ConversionReceipt refused = bench.convert(QUAKES + "drift: fail\n", files);
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.reasons())
                .containsExactly(
                        folder
                                + "a.json: the records have fields that the contract doesn't have: 'properties.felt'. Add them"
                                + " to the contract, or write drift: ignore to leave them out",
                        folder
                                + "b.json: the records have fields that the contract doesn't have: 'tip'. Add them to the"
                                + " contract, or write drift: ignore to leave them out");
    }

    @Test
    void whatXmlFilesHaveBesideTheContractAndWhatTheyLackIsInTheReceiptOrIsAReason() {
        String contract = """
                dataset: rates
                source: { system: bank, format: xml, records: rate }
                columns: { currency: { from: "@code", type: char(3) }, bid: double, note: varchar(20) }
                key: [currency]
                target: { table: bank.rates }
                """;
        Map<String, byte[]> files = files("a.xml", """
                <rates day="1">
                  <rate code="USD" unit="1"><bid>1.05</bid></rate>
                  <rate code="CHF"><bid>0.9</bid><ask>0.91</ask></rate>
                </rates>
                """);
        ConversionReceipt left = bench.convert(contract, files);
        String file = "s3://source/rates/2026/11/22/10/a.xml";
        assertThat(left.reasons()).isEmpty();
        assertThat(left.newColumns()).containsExactly("@unit", "ask");
        assertThat(left.missingColumns()).containsExactly(new MissingColumn("note", 1, S3Location.parse(file)));
        assertThat(bench.rows(parquet(left), "currency"))
                .containsExactly("CHF|0.9|null|" + file, "USD|1.05|null|" + file);
        assertThat(bench.convert(contract + "drift: fail\n", files).reasons())
                .containsExactly(
                        file + ": the records have fields that the contract doesn't have: '@unit', 'ask'. Add them to"
                                + " the contract, or write drift: ignore to leave them out");
    }

    @Test
    void aColumnThatWasRetypedIsNamedInTheReason() {
        StringBuilder rows = new StringBuilder("id,item,amount,at\n");
        for (int id = 0; id < 30; id++) {
            rows.append(id).append(id < 5 ? ",pen,1," : ",pen,EUR 1,").append("2026-11-22\n");
        }
        ConversionReceipt receipt = bench.convert(ORDERS, files("a.csv", rows.toString()));
        assertThat(receipt.reasons())
                .containsExactly("25 of 30 records are rejected, more than the contract's max_rejected of 50%. "
                        + "In 25 of them, amount is not a decimal(6,2): was it retyped? The reasons are in "
                        + receipt.quarantine() + ". Correct the files, or the contract, and deliver again");
    }

    @Test
    void anAcceptedBatchIsAPartitionOfTheProcessedTable() {
        ConversionReceipt receipt = bench.convert(ORDERS, files("a.csv", "id,item,amount,at\n20,pen,1,2026-11-22\n"));
        assertThat(bench.glue()
                        .getPartitions(request -> request.databaseName("processed")
                                .tableName("orders")
                                .expression("year='2026' AND month='11' AND day='22' AND hour='10' AND batch='"
                                        + receipt.batch() + "'"))
                        .partitions())
                .hasSize(1);
    }

    @Test
    void aColumnNamedLikeAPartitionKeyDoesNotStandInItsWay() {
        ConversionReceipt receipt = bench.convert("""
                dataset: stays
                source: { system: shop, format: csv }
                columns: { id: integer, year: smallint, day: date }
                target: { table: sales.stays, mode: append }
                """, files("a.csv", "id,year,day\n1,2026,2026-11-22\n"));
        assertThat(receipt.reasons()).isEmpty();
        assertThat(bench.glue()
                        .getTable(request -> request.databaseName("processed").name("stays"))
                        .table()
                        .partitionKeys())
                .extracting(Column::name)
                .containsExactly("_year", "month", "_day", "hour", "batch");
    }

    @Test
    void aSecondRunReplacesTheFilesOfTheFirstAndTheirPlaceInTheCatalog() {
        Delivery delivery = bench.deliver(
                ORDERS,
                files("a.csv", "id,item,amount,at\n40,pen,1,2026-11-22\n41,ink,1,2026-11-22\nx,,,\n"),
                OptionalLong.empty());
        ConversionReceipt first = bench.convert(delivery);
        ConversionReceipt second = bench.convert(delivery);
        assertThat(second.staged()).isEqualTo(first.staged());
        assertThat(parquet(second)).isNotEqualTo(parquet(first));
        assertThat(bench.keys(delivery.folders().parquet()))
                .isNotEmpty()
                .allMatch(key -> key.startsWith(parquet(second).key()));
        assertThat(bench.keys(delivery.folders().quarantine()))
                .isNotEmpty()
                .allMatch(key -> key.startsWith(second.quarantine().key()));
        assertThat(bench.glue()
                        .getPartitions(request -> request.databaseName("processed")
                                .tableName("orders")
                                .expression("year='2026' AND month='11' AND day='22' AND hour='10' AND batch='"
                                        + second.batch() + "'"))
                        .partitions())
                .extracting(partition -> partition.storageDescriptor().location())
                .containsExactly(parquet(second).toString());
    }

    @Test
    void aRunThatIsNotAcceptedTakesNothingAwayAndTheNextThatIsTakesItAll() {
        String text = "id,item,amount,at\n40,pen,1,2026-11-22\nx,,,\n";
        Delivery delivery = bench.deliver(ORDERS, files("a.csv", text), OptionalLong.empty());
        S3Location file = delivery.files().get(0).url();
        ConversionReceipt loaded = bench.convert(delivery);
        bench.delete(file);
        ConversionReceipt gone = bench.convert(delivery);
        bench.put(file, bytes(text));
        ConversionReceipt replaced =
                bench.convertWhile(delivery, () -> bench.put(file, bytes(text.replace("x,,,", "y,,,"))));

        assertThat(gone.reasons())
                .containsExactly(file + " is gone since it was announced. Put the files, then the manifest again");
        assertThat(gone.kept()).containsExactly(parquet(loaded), loaded.quarantine());
        assertThat(replaced.accepted()).isFalse();
        assertThat(replaced.kept()).containsExactly(gone.quarantine(), parquet(loaded), loaded.quarantine());
        assertThat(bench.rows(parquet(loaded), "id")).containsExactly("40|pen|1.00|2026-11-22 00:00:00.0|" + file);
        assertThat(bench.rows(loaded.quarantine(), "position"))
                .containsExactly(file + "|3|id: 'x' is not an integer|x,,,|null|" + delivery.batch());
        assertThat(bench.rows(replaced.quarantine(), "position"))
                .containsExactly(file + "|3|id: 'y' is not an integer|y,,,|null|" + delivery.batch());

        bench.put(file, bytes(text));
        ConversionReceipt last = bench.convert(delivery);
        assertThat(last.accepted()).isTrue();
        assertThat(last.kept()).isEmpty();
        assertThat(bench.keys(delivery.folders().parquet()))
                .isNotEmpty()
                .allMatch(key -> key.startsWith(parquet(last).key()));
        assertThat(bench.keys(delivery.folders().quarantine()))
                .isNotEmpty()
                .allMatch(key -> key.startsWith(last.quarantine().key()));
    }

    @Test
    void ofTwoRunsAtOnceNeitherLosesARow() throws Exception {
        StringBuilder rows = new StringBuilder("id,item,amount,at\n");
        for (int id = 0; id < 2000; id++) {
            rows.append(id).append(",pen,1,2026-11-22\n");
        }
        Delivery delivery =
                bench.deliver(ORDERS, files("a.csv", rows.toString(), "b.csv", rows.toString()), OptionalLong.empty());
        CompletableFuture<ConversionReceipt> other = CompletableFuture.supplyAsync(() -> bench.convert(delivery));
        List<ConversionReceipt> receipts = List.of(bench.convert(delivery), other.get());
        assertThat(receipts)
                .allMatch(
                        receipt -> receipt.read() == 4000 && receipt.superseded() == 2000 && receipt.staged() == 2000);
        ConversionReceipt last = bench.receipt(delivery);
        assertThat(bench.rows(parquet(last), "id")).hasSize(2000);
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadRejectsTheBatch() {
        Delivery delivery =
                bench.deliver(ORDERS, files("a.csv", "id,item,amount,at\n50,pen,1,2026-11-22\n"), OptionalLong.empty());
        S3Location file = delivery.files().get(0).url();
        ConversionReceipt receipt =
                bench.convertWhile(delivery, () -> bench.put(file, bytes("id,item,amount,at\n50,ink,1,2026-11-22\n")));
        assertThat(receipt.accepted()).isFalse();
        assertThat(receipt.reasons())
                .containsExactly(file + " was replaced since it was announced. Put the files, then the manifest again");
        assertThat(bench.keys(delivery.folders().parquet())).isEmpty();
    }

    private static S3Location parquet(ConversionReceipt receipt) {
        return receipt.parquet().stream()
                .map(ParquetFile::url)
                .findFirst()
                .orElseThrow()
                .folder();
    }

    private static Map<String, byte[]> files(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bzip2(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(packed)) {
            bzip2.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
