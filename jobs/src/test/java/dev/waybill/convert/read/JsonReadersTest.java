package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON as it is delivered, and what is read. */
class JsonReadersTest {
    private static final String NOTHING_FOUND =
            "the record has none of the contract's columns. Correct the columns' from, or the source's records";

    /** A file of the columns {@code id} and {@code name}, and what is read of it. */
    record Case(String file, List<String> read) {}

    private static Case file(String file, String... read) {
        return new Case(file, List.of(read));
    }

    static List<Case> documents() {
        return List.of(
                file("[{\"id\": 1, \"name\": \"pen\"}, {\"name\": \"ink\"}]", "1: 1|pen", "2: NULL|ink"),
                file("\n\n [\n{\"id\": 1, \"name\": \"pen\"}\n]\n", "1: 1|pen"),
                file("[]"),
                file(""),
                file("\uFEFF[{\"id\": 1, \"name\": null}]", "1: 1|NULL"),
                file("[{\"id\": 1}][{\"id\": 2}]", "1: 1|NULL", "2: 2|NULL"),
                file("{\n\"id\": 1\n}\n{\n\"id\": 2\n}", "1: 1|NULL", "2: 2|NULL"),
                file("{\"id\": 1}{\"id\": 2}", "1: 1|NULL", "2: 2|NULL"),
                file(
                        "[1, null, [2], {\"id\": 3}]",
                        "1! the record is not an object <1>",
                        "2! the record is not an object <null>",
                        "3! the record is not an object <[2]>",
                        "4: 3|NULL"),
                file(
                        "[{\"id\": 1}, {\"id\": 2,, }]",
                        "1: 1|NULL",
                        "file! line 1, column 22: malformed JSON: Unexpected character (',' (code 44)): was expecting"
                                + " double-quote to start field name. Deliver the file again, corrected"),
                file(
                        "[{\"id\": 1}",
                        "1: 1|NULL",
                        "file! line 1, column 11: malformed JSON: Unexpected end-of-input: expected close marker for Array"
                                + " (start marker at line 1, column 1)"
                                + ". Deliver the file again, corrected"),
                file(
                        "[{\"id\": 1, \"id\": 2}, {\"id\": 3, \"a\": {\"b\": [{\"c\": 1, \"c\": 1}]}}, {\"id\": 4}]",
                        "1! the field 'id' is there twice <{\"id\": 1, \"id\": 2}>",
                        "2! the field 'c' is there twice <{\"id\": 3, \"a\": {\"b\": [{\"c\": 1, \"c\": 1}]}}>",
                        "3: 4|NULL"),
                file("{\"id\": 1, \"name\": \"one alone\"}\n\n", "1: 1|one alone"),
                file("{\n\"id\": 1, \"name\": \"one alone\"}", "1: 1|one alone"),
                file(" \n\t\r\n"),
                file("\uFEFF \n"),
                file("[{}]", "1! " + NOTHING_FOUND + " <{}>"),
                file("{\"orders\": [\n{\"id\": 1}\n]}", "1! " + NOTHING_FOUND + " <{\"orders\": [\n{\"id\": 1}\n]}>"));
    }

    static List<Case> lines() {
        return List.of(
                file("{\"id\": 1, \"name\": \"pen\"}\n{\"id\": 2}\n", "1: 1|pen", "2: 2|NULL"),
                file("{\"id\": 1}\r\n\r\n  \n{\"id\": 2}", "1: 1|NULL", "4: 2|NULL"),
                file("{\"id\": 1}", "1: 1|NULL"),
                file(
                        "{\"id\": 1}\n{\"id\": 2\n[3]\n{\"id\": 4, \"id\": 5}\n{\"id\": 6} x\n{\"id\": 7}\n",
                        "1: 1|NULL",
                        "2! malformed JSON: Unexpected end-of-input: expected close marker for Object (start marker at"
                                + " line 1, column 1)"
                                + " <{\"id\": 2>",
                        "3! the record is not an object <[3]>",
                        "4! the field 'id' is there twice <{\"id\": 4, \"id\": 5}>",
                        "5! malformed JSON: Unrecognized token 'x': was expecting (JSON String, Number (or 'NaN'/'+INF'/'-INF'), Array, Object or"
                                + " token 'null', 'true' or 'false') <{\"id\": 6} x>",
                        "6: 7|NULL"));
    }

    @ParameterizedTest
    @MethodSource({"documents", "lines"})
    void recordsAreFoundWithoutAPath(Case wanted) {
        assertThat(Reading.json("", "id", "name").of(wanted.file())).isEqualTo(wanted.read());
    }

    @Test
    void aFileNamedAfterJsonLinesIsReadByLinesWhateverTheFirstOneIs() {
        Reading reading = Reading.json("", "id");
        String file = "nonsense\n{\"id\": 2}\n";
        assertThat(reading.named("a.jsonl").of(file))
                .containsExactly(
                        "1! malformed JSON: Unrecognized token 'nonsense': was expecting (JSON String, Number (or 'NaN'/'+INF'/'-INF'), Array, Object"
                                + " or token 'null', 'true' or 'false') <nonsense>",
                        "2: 2");
        assertThat(reading.named("A.NDJSON.GZ").of(file)).hasSize(2);
        assertThat(reading.of(file)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "records: orders | {'n': 2, 'orders': [{'id': 1}, {'id': 2}], 'more': {'orders': [{'id': 3}]}} | 1: 1 & 2: 2",
                "records: a.b.orders | {'a': {'c': [[]], 'b': {'x': {}, 'orders': [{'id': 1}]}}} | 1: 1",
                "records: $.a.orders | {'a': {'orders': [{'id': 1}]}} | 1: 1",
                "records: '\"a.b\".c' | {'a.b': {'c': [{'id': 1}]}} | 1: 1",
                "records: 'a[1].orders' | {'a': [{'orders': [{'id': 1}]}, {'orders': [{'id': 2}]}]} | 1: 2",
                "records: 'a.orders[*]' | {'a': {'orders': [{'id': 1}]}} | 1: 1",
                "records: '$.orders[*]' | {'orders': [{'id': 1}]} | 1: 1",
                "records: orders | {'orders': []} | ``",
                "records: orders | {'orders': [{'id': 1}]} {'orders': [{'id': 2}]} | 1: 1 & 2: 2",
                "records: orders | {'order': [{'id': 1}]} | file! no 'orders' on the path to the records, orders. Correct the file, or the contract's records",
                "records: a.orders | {'a': [{'id': 1}]} | file! no 'orders' on the path to the records, a.orders. Correct the file, or the contract's records",
                "records: 'a[2]' | {'a': [[], []]} | file! no '[2]' on the path to the records, a[2]. Correct the file, or the contract's records",
                "records: orders | [{'id': 1}] | file! no 'orders' on the path to the records, orders. Correct the file, or the contract's records",
                "records: orders | {'orders': {'id': 1}} | 1: 1",
                "records: orders | {'orders': null} | ``",
                "records: orders | {'orders': 'none'} | file! line 1: the records at orders are not a list",
                "records: 'pages[*].items' | {'n': 1, 'pages': [{'p': [[]], 'items': [{'id': 1}, {'id': 2}], 'q': {'items': [0]}}, {'items': []}, {'items': [{'id': 3}]}]} | 1: 1 & 2: 2 & 3: 3",
                "records: 'pages[*].data.items[*]' | {'pages': [{'data': {'items': [{'id': 1}]}}, {'data': {'items': null}}, {'data': {}}, {}, 5, [[]], null, {'data': {'items': {'id': 2}}}]} | 1: 1 & 2: 2",
                "records: '$[*].items' | [{'items': [{'id': 1}]}, {'items': [{'id': 2}]}] | 1: 1 & 2: 2",
                "records: '[*].items' | {'items': [{'id': 1}]} {'items': [{'id': 2}]} | 1: 1 & 2: 2",
                "records: 'a[*][*]' | {'a': [[{'id': 1}, {'id': 2}], [], [{'id': 3}]]} | 1: 1 & 2: 2 & 3: 3",
                "records: 'a[*][1].b' | {'a': [[0, {'b': [{'id': 1}]}, 0], [0]]} | 1: 1",
                "records: 'a[*].b[*].c' | {'a': [{'b': [{'c': [{'id': 1}]}, {'c': [{'id': 2}]}]}, {'b': {'c': [{'id': 3}]}}]} | 1: 1 & 2: 2 & 3: 3",
                "records: 'pages[*].items' | {'pages': [{'item': [{'id': 1}]}]} | file! no 'items' on the path to the records, pages[*].items. Correct the file, or the contract's records",
                "records: 'pages[*].items' | {'pages': []} | ``",
                "records: 'pages[*].items' | {'pages': [{'items': [{'id': 1}], 'items': []}]} | 1: 1 & file! line 1: 'items' on the path to the records, pages[*].items, is there twice. Correct the file",
                "records: 'pages[*].items' | {'pages': [{'items': [{'id': 1}]} | 1: 1 & file! line 1, column 34: malformed JSON: Unexpected end-of-input: expected close marker for Array (start marker at line 1, column 11). Deliver the file again, corrected",
                "records: orders | {'orders': [{'id': 1}] | 1: 1 & file! line 1, column 23: malformed JSON: Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 1). Deliver the file again, corrected",
                "records: orders | {'orders': [{'id': 1}], 'orders': [{'id': 2}]} | 1: 1 & file! line 1: 'orders' on the path to the records, orders, is there twice. Correct the file",
            })
    void recordsAreFoundAtTheContractsPath(String source, String file, String read) {
        List<String> wanted = read.isEmpty() ? List.of() : List.of(read.split(" & "));
        assertThat(Reading.json(source, "id").of(file.replace('\'', '"'))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b[0].c | {'a': {'b': [{'c': 1}, {'c': 2}]}} | 1",
                "a.b[2].c | {'a': {'b': [{'c': 1}, {'c': 2}]}, 'v': 0} | NULL",
                "a[0][1] | {'a': [[1, 2]]} | 2",
                "$.a.b | {'a': {'b': 1}} | 1",
                "a.\"b.c\" | {'a': {'b.c': 1}} | 1",
                "\"a b\" | {'a b': 1} | 1",
                "a b | {'a b': 1} | 1",
                "@id | {'@id': 1} | 1",
                "a.b | {'a': 'text'} | NULL",
                "a.b | {'a': null} | NULL",
                "a | {'a': {'x': [1.50, null]}} | {\"x\":[1.50,null]}",
                "a | {'a': []} | []",
                "a | {'a': true} | true",
                "a | {'a': 'tr\\u00fce\\n'} | `trüe\n`",
                "a | {'a': ''} | ``",
            })
    void valuesAreFoundAtTheirPaths(String from, String record, String value) {
        assertThat(Reading.json("", "v: { from: '" + from + "', type: varchar(99) }", "w: { from: w, type: integer }")
                        .of("[" + record.replace('\'', '"').replaceFirst("}$", ", \"w\": 0}") + "]"))
                .containsExactly("1: " + value + "|0");
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 0.10",
        "1.50e2, 150",
        "1e5, 100000",
        "0.0000001, 0.0000001",
        "-0, 0",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "0.1234567890123456789012345678901234567, 0.1234567890123456789012345678901234567",
        "1e400, 1"
                + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        "1e999999999, 1E+999999999",
        "-1.5e99999999999, -1.5e99999999999",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void numbersKeepTheirDigits(String number, String text) {
        assertThat(Reading.json("", "v").of("[{\"v\": " + number + "}]")).containsExactly("1: " + text);
        assertThat(Reading.json("", "v").of("{\"v\": " + number + "}\n")).containsExactly("1: " + text);
    }

    @Test
    void numbersMayBeOfAnyLength() {
        String digits = "123456789".repeat(20_000);
        for (String number : List.of(digits, "-" + digits, digits + "." + digits, "0." + digits + "e-5")) {
            assertThat(Reading.json("", "v").of("[{\"v\": " + number + "}]")).containsExactly("1: " + number);
        }
        assertThat(Reading.json("", "v").of("[{\"v\": {\"w\": [" + digits + ", 1e99999999999]}}]"))
                .containsExactly("1: {\"w\":[" + digits + ",1e99999999999]}");
    }

    @Test
    void aRecordsTextIsKeptAsItStandsWhereverABufferEnds() {
        for (int shift = 0; shift < 70; shift++) {
            String space = " ".repeat(3_950 + shift);
            assertThat(Reading.json("", "id")
                            .of("[" + space
                                    + "{ \"x\" : \"\\u00fc\\ud800\", \"y\": 1.50e1 } ,\n[ 1 ], 17 ,{\"id\":2}]"))
                    .as("%d", shift)
                    .containsExactly(
                            "1! " + NOTHING_FOUND + " <{ \"x\" : \"\\u00fc\\ud800\", \"y\": 1.50e1 }>",
                            "2! the record is not an object <[ 1 ]>",
                            "3! the record is not an object <17>",
                            "4: 2");
        }
    }

    @Test
    void aRecordAloneAtItsPathKeepsItsTextToo() {
        assertThat(Reading.json("records: a.b", "id")
                        .of("{\"a\":  {\"b\":   {\"x\": [1 ]} , \"c\": 2}}\n{\"a\":{\"b\":[{}]}}"))
                .containsExactly("1! " + NOTHING_FOUND + " <{\"x\": [1 ]}>", "2! " + NOTHING_FOUND + " <{}>");
    }

    @Test
    void aRecordThatIsTheWholeFileIsAFault() {
        assertThat(Reading.json("", "id").of("{\n\"a\": [" + "1234567, ".repeat(2_000_000) + "1]}"))
                .containsExactly(
                        "file! record 1 has more than 16777216 characters. Is the contract's records the path of the"
                                + " list of records?");
    }

    @Test
    void halfACharacterIsAFaultOfItsValueOnly() {
        assertThat(Reading.json("", "id", "name").of("[{\"id\": \"\\udcfc\", \"name\": \"\\ud800x\"}, {\"id\": 2}]"))
                .containsExactly("1: \udcfc|\ud800x", "2: 2|NULL");
    }

    @Test
    void anObjectOrAListIsNoNumber() {
        assertThat(Reading.json("", "a: integer", "b: date").of("[{\"a\": {\"x\": 1}, \"b\": [2]}]"))
                .containsExactly("1! a: '{\"x\":1}' is an object, and no integer; b: '[2]' is a list, and no date"
                        + " <{\"a\": {\"x\": 1}, \"b\": [2]}>");
    }

    @Test
    void fieldsWithoutAPathAreMatchedInSnakeCaseAndTheExactNameGoesFirst() {
        Reading reading = Reading.json("", "order_date");
        assertThat(reading.of("[{\"orderDate\": 1}, {\"Order Date\": 2}, {\"ORDER-DATE\": 3, \"order_date\": 4}]"))
                .containsExactly("1: 1", "2: 2", "3: 4");
        assertThat(reading.of("[{\"orderDate\": 1, \"OrderDate\": 2}]"))
                .containsExactly("1! order_date: several fields have this name. Say which by from"
                        + " <{\"orderDate\": 1, \"OrderDate\": 2}>");
    }

    @Test
    void aByteThatIsNoTextSpoilsItsRecordOnly() {
        byte[] file = "{\"id\": 1, \"name\": \"Müller\"}\n{\"id\": 2, \"name\": \"pen\"}\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Reading.json("", "id", "name").of(file))
                .containsExactly(
                        "1! the byte 0xFC at character 21 is no text in the file's encoding"
                                + " <{\"id\": 1, \"name\": \"M\uFFFDller\"}>",
                        "2: 2|pen");
        assertThat(Reading.json("records: x", "id", "name")
                        .of("{\"x\": [{\"name\": \"Müller\"}, {\"id\": 2}]}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "1! the byte 0xFC at character 12 is no text in the file's encoding <{\"name\": \"M\uFFFDller\"}>",
                        "2: 2|NULL");
        assertThat(Reading.json("encoding: ISO-8859-1", "id", "name").of(file))
                .containsExactly("1: 1|Müller", "2: 2|pen");
    }

    @Test
    void aFirstLineLongerThanAnyBufferIsStillALine() {
        String name = "x".repeat(200_000);
        String file = "{\"id\": 1, \"name\": \"" + name + "\"}\n{\"id\": 2}\n";
        assertThat(Reading.json("", "id", "name").of(file)).containsExactly("1: 1|" + name, "2: 2|NULL");
        String spaced = "{\"id\": 1," + " ".repeat(1 << 20) + "\"name\": \"pen\"}\n{\"id\": 2}\n";
        assertThat(Reading.json("", "id", "name").of(spaced)).containsExactly("1: 1|pen", "2: 2|NULL");
    }

    @Test
    void aLineMayEndWhereABufferEnds() {
        for (int shift = 0; shift < 4; shift++) {
            String name = "x".repeat(32768 - "{'id':'1','name':''}".length() - 2 + shift);
            String file = "{\"id\":\"1\",\"name\":\"" + name + "\"}\r\n{\"id\": 2}\r\n";
            assertThat(Reading.json("", "id", "name").of(file)).containsExactly("1: 1|" + name, "2: 2|NULL");
        }
    }

    @Test
    void nestingThatIsTooDeepIsAFaultAndNoCrash() {
        assertThat(Reading.json("", "id").of("[".repeat(100_000)))
                .containsExactly("file! malformed JSON: Document nesting depth (1001) exceeds the maximum"
                        + " allowed (1000). Deliver the file again,"
                        + " corrected");
    }

    @Test
    void manyNamesThatAreDataDoNotFillTheMemory() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 25_000; i++) {
            file.append("{\"n")
                    .append(i)
                    .append("\": 1, \"orderDate\": ")
                    .append(i)
                    .append("}\n");
        }
        assertThat(Reading.json("", "order_date").of(file.toString()))
                .hasSize(25_000)
                .endsWith("25000: 24999");
    }
}
