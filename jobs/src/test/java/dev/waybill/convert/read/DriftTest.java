package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, and what they and the contract don't share: {@code +} a new name, {@code -} a column that no record has. */
class DriftTest {
    private static final String[] COLUMNS = {
        "id: integer",
        "order_date: date",
        "bid: { from: quote.bid, type: varchar(9) }",
        "sku: { from: \"items[0].sku\", type: varchar(9) }",
        "whole: { from: blob, type: varchar(max) }",
        "part: { from: blob.part, type: varchar(9) }",
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id,name                | ~~",
                "name,ID                | ~~",
                "id,name,colour, ,Size  | +colour, +Size",
                "id,name,Name,x,x       | +Name, +x",
                "~~                     | ~~",
            })
    void ofCsvTheHeaderSaysIt(String header, String drift) {
        assertThat(Reading.csv("", "id", "name").drift(header + "\n")).isEqualTo(drift);
    }

    @Test
    void csvWithoutAHeaderHasNoNames() {
        assertThat(Reading.csv("header: false", "id", "name").drift("a,b\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                                       | ~~",
                "[1, null]                                | ~~",
                "[{'id': 1, 'orderDate': null, 'quote': {'bid': 1}, 'items': [{'sku': 2, 'x': 3}, 4], 'blob': {'part': 1, 'x': 2}}]"
                        + "                               | ~~",
                "[{'id': 1}]                              | -order_date, -bid, -sku, -whole, -part",
                "[{'id': 1}, {'Order Date': 2, 'quote': {'bid': null}}, {'blob': {}, 'items': 7}]"
                        + "                               | -sku, -part",
                "[{'id': 1, 'tip': null, 'quote': {'ask': 1, 'in': {'x': 1}}, 'a.b': {'c': 1}}, {'ID': 1, 'tip': 2, 'new': 3}]"
                        + "                               | +tip, +quote.ask, +quote.in, +\"a.b\", +new, -order_date, -bid, -sku, -whole, -part",
                "[{'id': 1, 'quote': 5}]                  | -order_date, -bid, -sku, -whole, -part",
                "[{'x': 1}]                               | +x, -id, -order_date, -bid, -sku, -whole, -part",
            })
    void ofJsonAllRecordsTogetherDo(String file, String drift) {
        String json = file.replace('\'', '"');
        assertThat(Reading.json("", COLUMNS).drift(json)).isEqualTo(drift);
        String lines =
                json.substring(1, json.length() - 1).replace("}, {", "}\n{").replace("1, null", "1\nnull");
        assertThat(Reading.json("", COLUMNS).named("a.jsonl").drift(lines)).isEqualTo(drift);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<all/>                                   | ~~",
                "<item id='1'><orderDate/><quote bid='1'><bid/></quote><items><sku/></items><blob><part/><x/></blob></item>"
                        + "                               | +quote.@bid",
                "<all x='1'><y/><item ID='1'/><item><x:id xmlns:x='urn:x'>2</x:id></item></all>"
                        + "                               | -order_date, -bid, -sku, -whole, -part",
                "<item id='1' tip='2'><name a='3'><b/></name><q:quote xmlns:q='urn:q'><ask/><q:bid/></q:quote><name/></item>"
                        + "                               | +@tip, +name, +quote.ask, -order_date, -sku, -whole, -part",
                "<item id='1' x:nil='0' x:type='t' xmlns:x='http://www.w3.org/2001/XMLSchema-instance'/>"
                        + "                               | -order_date, -bid, -sku, -whole, -part",
                "<item><z:a xmlns:z='urn:z' z:b='1'/></item>"
                        + "                               | +z:a, -id, -order_date, -bid, -sku, -whole, -part",
            })
    void ofXmlAllRecordsTogetherDo(String file, String drift) {
        assertThat(Reading.xml("item", COLUMNS).drift(file)).isEqualTo(drift);
    }

    @Test
    void anXmlRecordsOwnTextHasAllItsElements() {
        assertThat(Reading.xml("item", "text: { from: ., type: varchar(9) }").drift("<item a='1'>x<b/></item>"))
                .isEqualTo("+@a");
    }

    @Test
    void whatIsBrokenSaysNothing() {
        assertThat(Reading.json("", "id").drift("{\"id\": 1, \"id\": 2, \"x\": 3}\n{\"id\n"))
                .isEmpty();
        assertThat(Reading.json("", "id", "name").drift("{\"ID\": 1, \"Id\": 2}\n"))
                .as("several fields have the column's name: it is there, and its records are rejected")
                .isEqualTo("-name");
    }

    @Test
    void aRecordWithoutAnyOfTheColumnsNamesWhatItHasButAddsNothing() {
        String lines = "{\"id\": 1}\n{\"error\": \"timeout\"}\n";
        assertThat(Reading.json("", "id").drift(lines)).isEqualTo("+error");
        assertThat(reading("json", "a.jsonl", "add").drift(lines)).doesNotContain("error");
        String elements = "<all><item id='1'/><item><error/></item></all>";
        assertThat(Reading.xml("item", "id").drift(elements)).isEqualTo("+error");
        assertThat(reading("xml, records: item", "a.xml", "add").drift(elements))
                .doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "xml"})
    void howeverManyNamesThereAreAHundredAreKeptAndTheOthersCounted(String format) {
        Reading reading = format.equals("json") ? Reading.json("", "id").named("a.jsonl") : Reading.xml("r", "id");
        FileDrift drift = reading.fileDrift(names(format, 5_000, ""));
        assertThat(drift.newColumns()).hasSize(100).startsWith("n0", "n1");
        assertThat(drift.newColumnsAtLeast()).isEqualTo(5_000);
        FileDrift more = reading.fileDrift(names(format, 2_500, "x".repeat(500)));
        assertThat(more.newColumns()).hasSize(100).contains("n0" + "x".repeat(78) + "…");
        assertThat(more.newColumnsAtLeast()).isBetween(2_000L, 2_200L);
    }

    /** As many records, each with a name of its own, twice. */
    private static String names(String format, int count, String end) {
        String line = format.equals("json") ? "{\"id\": 1, \"n%d%s\": 1}" : "<r id='1'><n%d%2$s/></r>";
        String once = IntStream.range(0, count)
                .mapToObj(i -> line.formatted(i, end))
                .collect(Collectors.joining("\n", "", "\n"));
        return format.equals("json") ? once + once : "<all>" + once + once + "</all>";
    }

    @Test
    void aFileWithNewNamesIsRefusedAtItsEndIfTheContractSaysFail() {
        Reading json = strict("json", "a.json");
        assertThat(json.of("[{\"id\": 1, \"tip\": 2}, {\"id\": 3, \"quote\": {\"bid\": 4, \"ask\": 5}}]"))
                .containsExactly(
                        "1: 1|NULL",
                        "2: 3|4",
                        "file! the records have fields that the contract doesn't have: 'tip', 'quote.ask'. Add them to the"
                                + " contract, or write drift: ignore to leave them out");
        assertThat(json.of("{\"id\": 1, \"quote\": 2}\n{\"id\": 3}\n")).containsExactly("1: 1|NULL", "2: 3|NULL");
        assertThat(strict("xml, records: item", "a.xml").of("<a b='0'><item id='1' tip='2'/></a>"))
                .containsExactly(
                        "1: 1|NULL",
                        "file! the records have fields that the contract doesn't have: '@tip'. Add them to the contract, or"
                                + " write drift: ignore to leave them out");
        assertThat(json.of(names("json", 2_500, "x".repeat(500))))
                .last()
                .asString()
                .containsPattern("'n19x{37}…', … \\(at least \\d+ in all\\)\\. Add them");
    }

    @Test
    void underAddTheTextsOfNewFieldsComeWithEachRecord() {
        Reading csv = new Reading(Reading.contract("""
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer }
                target: { table: sales.orders, mode: append }
                drift: add
                """), "a.csv");
        assertThat(csv.of("colour,id, ,Unit Price\nred,1,x,2.50\n,2,,\ngrün,3\n"))
                .containsExactly(
                        "2: 1 {colour=red, Unit Price=2.50}",
                        "3: 2 {colour=, Unit Price=}",
                        "4! the row has 2 values, but the header has 4 <grün,3>");
        assertThat(csv.of("colour,id,x,colour\nred,1,,blue\n"))
                .containsExactly(
                        "file! line 1: wrong header: column 'colour' is there twice. Correct the file, or write"
                                + " drift: ignore to leave it out");

        Reading json = reading("json", "a.json", "add");
        assertThat(json.of("""
                [{"id": 1, "tip": 1.50, "quote": {"bid": 2, "ask": [3, {"x": "é"}], "at": null}},
                 {"id": 2, "a.b": {"n": 1e400}, "tip": true, "quote": {"ask": "3"}},
                 {"id": 3, "quote": 5, "tip": 12345678901234567890123},
                 {"id": 4}]
                """))
                .containsExactly(
                        "1: 1|2 {tip=1.50, quote.ask=[3,{\"x\":\"é\"}]}",
                        "2: 2|NULL {\"a.b\"={\"n\":1E+400}, tip=true, quote.ask=3}",
                        "3: 3|NULL {tip=12345678901234567890123}",
                        "4: 4|NULL");

        Reading xml = reading("xml, records: item", "a.xml", "add");
        assertThat(xml.of("""
                <a><item id='1' unit='kg'><name>two <b>words</b></name><quote z='0'><bid>2</bid><ask>3</ask></quote></item>
                <item id='2'><name xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/><ask/></item>
                <item id='3'><tag>a</tag><tag>b</tag><quote><ask>1</ask><ask>2</ask></quote></item></a>
                """))
                .containsExactly(
                        "1: 1|2 {@unit=kg, name=two words, quote.@z=0, quote.ask=3}",
                        "2: 2|NULL {name=null, ask=}",
                        "3! tag: the record has 2 elements 'tag'. Say which, such as from: tag[0]; quote_ask: the record has 2"
                                + " elements 'quote.ask'. Say which, such as from: quote.ask[0] <<item id=\"3\"><tag>a</tag>"
                                + "<tag>b</tag><quote><ask>1</ask><ask>2</ask></quote></item>>");
    }

    @Test
    void underAddTheTextsOfAHundredNamesAreTakenAndNotOneMore() {
        String csv = IntStream.range(0, 150).mapToObj("c%d"::formatted).collect(Collectors.joining(","));
        for (Reading reading :
                List.of(reading("json", "a.jsonl", "add"), new Reading(Reading.contract("""
                        dataset: orders
                        source: { system: shop, format: csv }
                        columns: { c0: integer }
                        target: { table: sales.orders, mode: append }
                        drift: add
                        """), "a.csv"))) {
            String json = "{\"id\": 1, " + csv.replaceAll("c\\d+", "\"$0\": 1") + "}";
            String line = reading.of(reading.fileName().endsWith("csv") ? csv + "\n" + csv + "\n" : json)
                    .get(0);
            assertThat(line.substring(line.indexOf('{')).split(",")).hasSize(100);
        }
    }

    private static Reading strict(String format, String fileName) {
        return reading(format, fileName, "fail");
    }

    private static Reading reading(String format, String fileName, String drift) {
        return new Reading(Reading.contract("""
                dataset: orders
                source: { system: shop, format: %s }
                columns: { id: integer, bid: { from: quote.bid, type: varchar(9) } }
                target: { table: sales.orders, mode: append }
                drift: %s
                """.formatted(format, drift)), fileName);
    }
}
