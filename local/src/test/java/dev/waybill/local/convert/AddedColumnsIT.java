package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.AddedColumn;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;

/** What ConvertBatch makes of fields that the contract doesn't have, under {@code drift: add}. */
class AddedColumnsIT {
    private static final String ORDERS = """
            dataset: orders
            source: { system: shop, format: csv, nulls: ["", "-"] }
            columns: { id: integer, item: varchar(10), at: timestamp }
            key: [id]
            newest: at
            target: { table: shop.orders }
            drift: add
            quality: { max_rejected: 50% }
            """;
    private static final String QUAKES = """
            dataset: quakes
            source: { system: usgs, format: json }
            columns: { id: varchar(8), mag: { from: properties.mag, type: double } }
            target: { table: seismic.quakes, mode: append }
            drift: add
            """;
    private static final String AT = "|2026-11-22 0";

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
    void newColumnsOfCsvFilesFollowTheContractsAndStayWithTheNewestRow() {
        ConversionReceipt receipt = bench.convert(
                ORDERS, files("a.csv", """
                        Unit Size,id,item,at,colour
                        XL,1,pen,2026-11-22T08:00:00Z,red
                        -,2,ink,2026-11-22T08:00:00Z, blue\s
                        M,3,cap,2026-11-22T08:00:00Z,
                        """, "b.csv", """
                        id,item,at,weight
                        1,quill,2026-11-22T09:00:00Z,5
                        2,old,2026-11-22T07:00:00Z,6
                        4,lid,2026-11-22T07:00:00Z,7
                        """, "c.csv", "id,item,at\n5,jar,2026-11-22T06:00:00Z\n"));
        assertThat(receipt.reasons()).isEmpty();
        assertThat(receipt.addedColumns())
                .containsExactly(
                        new AddedColumn("colour", "colour"),
                        new AddedColumn("unit_size", "Unit Size"),
                        new AddedColumn("weight", "weight"));
        assertThat(receipt.newColumns()).isEmpty();
        assertThat(columns(receipt)).containsExactly("id", "item", "at", "colour", "unit_size", "weight", "_file");
        String folder = "|s3://source/orders/2026/11/22/10/";
        assertThat(bench.rows(parquet(receipt), "id"))
                .containsExactly(
                        "1|quill" + AT + "9:00:00.0|null|null|5" + folder + "b.csv",
                        "2|ink" + AT + "8:00:00.0|blue|null|null" + folder + "a.csv",
                        "3|cap" + AT + "8:00:00.0|null|M|null" + folder + "a.csv",
                        "4|lid" + AT + "7:00:00.0|null|null|7" + folder + "b.csv",
                        "5|jar" + AT + "6:00:00.0|null|null|null" + folder + "c.csv");
    }

    @Test
    void newFieldsOfJsonRecordsAreTheirTextsAlsoWithoutAKey() {
        ConversionReceipt receipt =
                bench.convert(QUAKES, files("a.jsonl", """
                        {"id": "a", "properties": {"mag": 1, "felt": 1.50, "ids": ["x", {"y": null}]}, "tip": " yes "}
                        {"id": "b", "properties": {"mag": 2, "felt": null}, "tip": {"a": 0.10}}
                        """, "b.jsonl", "{\"id\": \"c\", \"a.b\": true}\n"));
        assertThat(receipt.reasons()).isEmpty();
        assertThat(receipt.addedColumns())
                .containsExactly(
                        new AddedColumn("a_b", "\"a.b\""),
                        new AddedColumn("properties_felt", "properties.felt"),
                        new AddedColumn("properties_ids", "properties.ids"),
                        new AddedColumn("tip", "tip"));
        String folder = "|s3://source/quakes/2026/11/22/10/";
        assertThat(bench.rows(parquet(receipt), "id"))
                .containsExactly(
                        "a|1.0|null|1.50|[\"x\",{\"y\":null}]|yes" + folder + "a.jsonl",
                        "b|2.0|null|null|null|{\"a\":0.10}" + folder + "a.jsonl",
                        "c|null|true|null|null|null" + folder + "b.jsonl");
    }

    @Test
    void newElementsAndAttributesOfXmlRecordsAreTheirTexts() {
        ConversionReceipt receipt = bench.convert("""
                dataset: rates
                source: { system: bank, format: xml, records: rate }
                columns: { currency: { from: "@code", type: char(3) }, bid: double }
                key: [currency]
                target: { table: bank.rates }
                drift: add
                quality: { max_rejected: 50% }
                """, files("a.xml", """
                        <rates>
                          <rate code="USD" unit="1"><bid>1.05</bid></rate>
                          <rate code="CHF"><bid>0.9</bid><askPrice>0.<b>91</b></askPrice></rate>
                          <rate code="JPY"><bid>160</bid><note>a</note><note>b</note></rate>
                        </rates>
                        """));
        assertThat(receipt.reasons()).isEmpty();
        assertThat(receipt.rejections())
                .containsExactly(
                        Map.entry("note: the record has 2 elements 'note'. Say which, such as from: note[0]", 1L));
        String file = "|s3://source/rates/2026/11/22/10/a.xml";
        assertThat(columns(receipt)).containsExactly("currency", "bid", "ask_price", "note", "unit", "_file");
        assertThat(bench.rows(parquet(receipt), "currency"))
                .containsExactly("CHF|0.9|0.91|null|null" + file, "USD|1.05|null|null|1" + file);
    }

    @Test
    void aValueThatIsTooLongForAnyColumnRejectsItsRow() {
        ConversionReceipt receipt = bench.convert(
                ORDERS,
                files(
                        "a.csv",
                        "id,item,at,note\n1,pen,,%s\n2,ink,,%s\n".formatted("é".repeat(32_767), "é".repeat(32_768))));
        assertThat(receipt.reasons()).isEmpty();
        assertThat(receipt.staged()).isEqualTo(1);
        assertThat(receipt.samples().get(0).reasons())
                .containsExactly("note: '" + "é".repeat(80) + "…' has 65536 bytes, too long for a varchar(65535)");
    }

    @Test
    void namesThatCannotBeColumnsRefuseTheBatch() {
        Delivery delivery = bench.deliver(
                ORDERS,
                files(
                        "a.csv",
                        "id,item,at,Colour\n1,pen,,red\n",
                        "b.csv",
                        "id,item,at,colour,ITEM,day\n2,ink,,a,b,c\n"),
                OptionalLong.empty());
        ConversionReceipt receipt = bench.convert(delivery);
        assertThat(receipt.reasons())
                .containsExactly(
                        "drift: add can't add 'Colour' and 'colour' (each is colour in snake_case), 'day' (day is"
                                + " what the Parquet files are partitioned by), 'ITEM' (item is a column of the contract). Add"
                                + " them to the contract, each under a name of its own and with the source's in from, or write"
                                + " drift: ignore to leave them out");
        assertThat(receipt.addedColumns()).isEmpty();
        assertThat(receipt.parquet()).isEmpty();
        assertThat(bench.keys(delivery.folders().parquet())).isEmpty();
    }

    @Test
    void moreNamesThanAHundredInAllFilesRefuseTheBatch() {
        ConversionReceipt receipt = bench.convert(QUAKES, files("a.json", names(0, 60), "b.json", names(50, 101)));
        assertThat(receipt.reasons())
                .singleElement()
                .asString()
                .startsWith("the files have at least 101 columns that the contract doesn't have, and drift: add adds at"
                        + " most 100: 'n0', 'n1', 'n10', 'n100', 'n11', ");
        ConversionReceipt hundred = bench.convert(QUAKES, files("a.json", names(0, 60), "b.json", names(50, 100)));
        assertThat(hundred.reasons()).isEmpty();
        assertThat(bench.rows(parquet(hundred), "id")).hasSize(2);
        assertThat(columns(hundred)).hasSize(103);
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("\"n%d\": 1"::formatted)
                .collect(Collectors.joining(", ", "{\"id\": \"a\", ", "}"));
    }

    @Test
    void theCatalogsTableGetsTheColumnsOfEachBatchAndKeepsThoseOfOthers() {
        String yaml = ORDERS.replace("dataset: orders", "dataset: grown");
        bench.convert(yaml, files("a.csv", "id,item,at\n1,pen,\n"));
        assertThat(table("grown")).containsExactly("id int", "item string", "at timestamp", "_file string");
        convertLater(yaml, 11, "id,item,at,size\n1,pen,,M\n");
        convertLater(yaml, 12, "id,item,at,colour\n1,pen,,red\n");
        convertLater(yaml, 13, "id,item,at,size,colour\n1,pen,,L,blue\n");
        convertLater(yaml.replace("at: timestamp", "at: timestamp, price: double"), 14, "id,item,at,price\n1,pen,,2\n");
        assertThat(table("grown"))
                .containsExactly(
                        "id int",
                        "item string",
                        "at timestamp",
                        "_file string",
                        "size string",
                        "colour string",
                        "price double");
    }

    private static void convertLater(String yaml, int hour, String csv) {
        Delivery delivery = bench.deliver(yaml, Hour.of(2026, 11, 22, hour), files("a.csv", csv), OptionalLong.empty());
        assertThat(bench.convert(delivery).reasons()).isEmpty();
    }

    private static List<String> table(String name) {
        List<Column> columns = bench.glue()
                .getTable(request -> request.databaseName("processed").name(name))
                .table()
                .storageDescriptor()
                .columns();
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    private static List<String> columns(ConversionReceipt receipt) {
        return List.of(
                bench.session().read().parquet(parquet(receipt).toString()).columns());
    }

    private static S3Location parquet(ConversionReceipt receipt) {
        return receipt.parquet().get(0).url().folder();
    }

    private static Map<String, byte[]> files(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
