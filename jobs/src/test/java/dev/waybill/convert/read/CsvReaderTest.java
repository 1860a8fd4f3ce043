package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CSV as it is delivered, and what is read. */
class CsvReaderTest {
    private static final Reading IDS_AND_NAMES = Reading.csv("", "id", "name");

    /** A file of the columns {@code id} and {@code name}, and what is read of it. */
    record Case(String file, List<String> read) {}

    private static Case file(String file, String... read) {
        return new Case(file, List.of(read));
    }

    static List<Case> rows() {
        return List.of(
                file("id,name\n1,pen\n2,ink\n", "2: 1|pen", "3: 2|ink"),
                file("name,id\npen,1", "2: 1|pen"),
                file("id,colour,name\n1,red,pen\n", "2: 1|pen"),
                file("id,name\r\n1,pen\r\n", "2: 1|pen"),
                file("id,name\r1,pen\r2,ink\r", "2: 1|pen", "3: 2|ink"),
                file("id,name\n1,\n,\n", "2: 1|", "3: |"),
                file("\n\nid,name\n\n1,pen\n   \n\r\n2,ink\n\n", "5: 1|pen", "8: 2|ink"),
                file("id,name\n 1 ,  pen\n", "2:  1 |  pen"),
                file("id,name\n1,\"a, b\"\n", "2: 1|a, b"),
                file("id,name\n1, \"a, b\" \n", "2: 1|a, b"),
                file("id,name\n1,\"a \"\"b\"\"\"\n", "2: 1|a \"b\""),
                file("id,name\n1,\"\"\n", "2: 1|"),
                file("id,name\n1,\"a\nb\r\nc\rd\"\n2,e\n", "2: 1|a\nb\r\nc\rd", "6: 2|e"),
                file("id,name\n1,5\" pipe\n", "2: 1|5\" pipe"),
                file("id,name,\n1,pen,\n", "2: 1|pen"),
                file("id,name,\n1,pen\n2,ink,\n", "2: 1|pen", "3: 2|ink"),
                file("id,name\n1,pen,\n2,ink, \n3,,\n", "2: 1|pen", "3: 2|ink", "4: 3|"),
                file(",id,name\n0,1,pen\n", "2: 1|pen"),
                file(" id , \"name\" \n1,pen\n", "2: 1|pen"),
                file("ID,Name\n1,pen\n", "2: 1|pen"),
                file("id,Name,name\n1,a,b\n", "2: 1|b"),
                file("id,name\n1,Łódź 東京 😀\n", "2: 1|Łódź 東京 😀"),
                file("id,name\n1,a\u0000b\n", "2: 1|a\u0000b"),
                file("id,name\n"),
                file("id,name"),
                file("\n \n"),
                file(""));
    }

    static List<Case> badRows() {
        return List.of(
                file(
                        "id,name\n1\n2,ink\n3,a,b\n",
                        "2! the row has 1 value, but the header has 2 <1>",
                        "3: 2|ink",
                        "4! the row has 3 values, but the header has 2 <3,a,b>"),
                file(
                        "id,name\n1,pen\n2,Smith, John,\n3,ink,\n",
                        "2: 1|pen",
                        "3! the row has 4 values, but the header has 2 <2,Smith, John,>",
                        "4! the row has 3 values, but the header has 2 <3,ink,>"),
                file(
                        "id,name\n1,pen,\n2,ink\n3,Smith, John\n4,\n5,a,\"\"\n",
                        "2: 1|pen",
                        "3! the row has 2 values, but the header has 2 and the file's first row ends with a delimiter more"
                                + " <2,ink>",
                        "4! the row has 3 values, but the header has 2 <3,Smith, John>",
                        "5! the row has 2 values, but the header has 2 and the file's first row ends with a delimiter more <4,>",
                        "6! the row has 3 values, but the header has 2 <5,a,\"\">"),
                file("id,name,\n1,pen,\n2,ink\n", "2: 1|pen", "3! the row has 2 values, but the header has 3 <2,ink>"),
                file(
                        "id,name\n1,\"pen\" blue\n2,ink\n",
                        "2! value 2 has text after its closing quote. To have quotes inside a quoted value, double the"
                                + " quotes inside values <1,\"pen\" blue>",
                        "3: 2|ink"),
                file(
                        "id,name\n1,\"the \"big\" one\"\n2,ink\n",
                        "2! value 2 has text after its closing quote. To have quotes inside a quoted value, double the"
                                + " quotes inside values <1,\"the \"big\" one\">",
                        "3: 2|ink"),
                file(
                        "id,name\n1,pen\n2,\"ink\n3,nib\n",
                        "2: 1|pen",
                        "file! line 3: a quote is opened and never closed. Close it, or double the quotes inside values"),
                file(
                        "id,name\n1,\"pen\n2,\"ink\"\n3,nib\n",
                        "2! value 2 has text after its closing quote. To have quotes inside a quoted value, double the"
                                + " quotes inside values <1,\"pen\n2,\"ink\">",
                        "4: 3|nib"));
    }

    static List<Case> wrongHeaders() {
        return List.of(
                file(
                        "id,colour\n1,red\n",
                        "file! line 1: wrong header: no column for name. The header has id, colour. Correct the file, or"
                                + " the contract's from"),
                file(
                        "\nid;name\n1;pen\n",
                        "file! line 2: wrong header: no column for id; no column for name. The header has id;name. Correct"
                                + " the file, or the contract's from"),
                file(
                        "id,name,name\n1,a,b\n",
                        "file! line 1: wrong header: column name is there twice. The header has id, name, name. Correct"
                                + " the file, or the contract's from"),
                file(
                        "id,Name,NAME\n1,a,b\n",
                        "file! line 1: wrong header: column name is there twice. The header has id, Name, NAME. Correct"
                                + " the file, or the contract's from"),
                file(
                        "id,\"na\"me\n1,pen\n",
                        "file! line 1: the header is broken: value 2 has text after its closing quote. Correct the file"),
                file(
                        "id,\"name\n1,pen\n",
                        "file! line 1: a quote is opened and never closed. Close it, or double the quotes inside values"));
    }

    @ParameterizedTest
    @MethodSource({"rows", "badRows", "wrongHeaders"})
    void rowsAreReadByTheHeadersNames(Case wanted) {
        assertThat(IDS_AND_NAMES.of(wanted.file())).isEqualTo(wanted.read());
    }

    @Test
    void namesInTheContractAreMatchedAsTheyStandAndOthersInSnakeCase() {
        Reading reading = Reading.csv(
                "",
                "total: { from: Cost Total $, type: varchar(9) }",
                "place: { from: \"Wo?\", type: varchar(9) }",
                "order_date");
        assertThat(reading.of("Order Date,Cost Total $,Wo?\n2026-11-22,5,Ulm\n"))
                .containsExactly("2: 5|Ulm|2026-11-22");
        assertThat(reading.of("orderDate, Cost Total $ ,Wo?\n2026-11-22,5,Ulm\n"))
                .containsExactly("2: 5|Ulm|2026-11-22");
        assertThat(reading.of("ORDER-DATE,cost total $,Wo?\n2026-11-22,5,Ulm\n"))
                .containsExactly("file! line 1: wrong header: no column 'Cost Total $'. The header has ORDER-DATE, cost"
                        + " total $, Wo?. Correct the file, or the contract's from");
    }

    @Test
    void ofALongHeaderTheFirstNamesAreShownEachCutAndHowManyThereAre() {
        String row = "v".repeat(41) + ",w".repeat(440_000);
        String shown = "v".repeat(40) + "…" + ", w".repeat(19) + ", … (440001 in all)";
        assertThat(IDS_AND_NAMES.of(row + "\n"))
                .containsExactly("file! line 1: wrong header: no column for id; no column for name. The header has "
                        + shown + ". Correct the file, or the contract's from");
    }

    @Test
    void anUnusedNameOfTheHeaderIsLeftOutUnlessTheContractSaysFail() {
        String file = "id,colour, ,name,Size\n1,red,,pen,XL\n";
        assertThat(IDS_AND_NAMES.of(file)).containsExactly("2: 1|pen");
        Reading strict = new Reading(Reading.contract("""
                dataset: orders
                source: { system: shop, format: csv }
                columns: { id: integer, name: varchar(9) }
                target: { table: sales.orders, mode: append }
                drift: fail
                """), "a.csv");
        assertThat(strict.of(file))
                .containsExactly(
                        "file! line 1: the header has columns that the contract doesn't have: 'colour', 'Size'."
                                + " Add them to the contract, or write drift: ignore to leave them out");
        String others = IntStream.range(10, 30).mapToObj(i -> ",d" + i).collect(Collectors.joining());
        assertThat(strict.of("id,name," + "c".repeat(41) + others + ",d10\n"))
                .containsExactly(
                        "file! line 1: the header has columns that the contract doesn't have: '" + "c".repeat(40)
                                + "…'"
                                + others.substring(0, 4 * 19).replaceAll(",(d..)", ", '$1'")
                                + ", … (21 in all). Add them to the contract, or write drift: ignore to"
                                + " leave them out");
        assertThat(strict.of("id, name,\n1,pen,\n")).containsExactly("2: 1|pen");
    }

    @Test
    void theContractsDialectIsRead() {
        assertThat(Reading.csv("delimiter: ';'\nquote: \"'\"", "id", "name").of("id;name\n1;'a;''b''\"'\n"))
                .containsExactly("2: 1|a;'b'\"");
        assertThat(Reading.csv("delimiter: tab", "id", "name").of("id\tname\n1\t\n\t2\n"))
                .containsExactly("2: 1|", "3: |2");
        Reading backslash = Reading.csv("escape: '\\'", "id", "name");
        assertThat(backslash.of("id,name\n1,\"a \\\"b\\\" \\\\ \\n\"\n2,c\\d\n"))
                .containsExactly("2: 1|a \"b\" \\ \\n", "3: 2|c\\d");
        assertThat(backslash.of("id,name\n1,\"a \"\"b\"\n"))
                .containsExactly(
                        "2! value 2 has text after its closing quote. To have quotes inside a quoted value, write"
                                + " \\ before the quotes inside values <1,\"a \"\"b\">");
    }

    @Test
    void linesThatBeginWithTheCommentAreLeftOut() {
        Reading reading = Reading.csv("comment: '#'", "id", "name");
        assertThat(reading.of("# made at night\n#\nid,name\n1,#pen\n#2,\"ink\n3,\"a\n#b\"\n #4,nib\n#"))
                .containsExactly("4: 1|#pen", "6: 3|a\n#b", "8:  #4|nib");
        assertThat(reading.of("\uFEFF# x\r#\r\nid,name\r1,\"#\"\r")).containsExactly("4: 1|#");
        assertThat(reading.of("# nothing but words\n#\n\n")).isEmpty();
        assertThat(reading.of("#" + "x".repeat(RecordReader.LONGEST_RECORD + 1_000_000) + "\nid,name\n1,a"))
                .containsExactly("3: 1|a");
    }

    @Test
    void linesBeforeTheHeaderAreSkippedWhateverTheyHold() {
        Reading reading = Reading.csv("skip: 3\ncomment: '#'", "id", "name");
        assertThat(reading.of("sep=,\r\n\r\n\"a quote\r\n# x\r\nid,name\r\n1,pen"))
                .containsExactly("6: 1|pen");
        assertThat(reading.of("a\nb")).isEmpty();
        assertThat(Reading.csv("skip: 1\nheader: false", "id", "name").of("1,pen\n2,ink\n"))
                .containsExactly("2: 2|ink");
    }

    @Test
    void withoutAHeaderColumnsAreTakenByPosition() {
        assertThat(Reading.csv("header: false", "id", "name").of("1,pen,\n2,ink,\n"))
                .containsExactly("1: 1|pen", "2: 2|ink");
        assertThat(Reading.csv("header: false", "id", "name").of("1,pen\n2\n"))
                .containsExactly("1: 1|pen", "2! the row has 1 value, but the contract has 2 <2>");
    }

    @Test
    void withoutTrimmingWhiteSpaceIsPartOfTheValueAndOfTheLine() {
        assertThat(Reading.csv("trim: false", "id", "name").of("id,name\n 1, \"a\"\n \n"))
                .containsExactly("2:  1| \"a\"", "3! the row has 1 value, but the header has 2 < >");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeaderAndSaysTheEncoding() {
        String file = "id,name\n1,Łódź\n";
        assertThat(IDS_AND_NAMES.of("\uFEFF" + file)).containsExactly("2: 1|Łódź");
        assertThat(IDS_AND_NAMES.of("\uFEFF\"id\",name\n1,a\n")).containsExactly("2: 1|a");
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            assertThat(IDS_AND_NAMES.of("\uFEFF" + file, Charset.forName(charset)))
                    .as(charset)
                    .containsExactly("2: 1|Łódź");
        }
        assertThat(IDS_AND_NAMES.of("\uFEFF")).isEmpty();
    }

    @Test
    void theContractsEncodingIsRead() {
        for (String charset : List.of("ISO-8859-2", "windows-1250", "UTF-16", "UTF-16LE", "UTF-32")) {
            assertThat(Reading.csv("encoding: " + charset, "id", "name")
                            .of("id,name\n1,Łódź\n", Charset.forName(charset)))
                    .as(charset)
                    .containsExactly("2: 1|Łódź");
        }
        assertThat(Reading.csv("encoding: UTF-16", "id", "name").of("id,name\n1,Łódź\n", StandardCharsets.UTF_16BE))
                .containsExactly("2: 1|Łódź");
    }

    @Test
    void utf16IsKnownWithoutAByteOrderMarkIfItBeginsInAscii() {
        for (String contract : List.of("", "encoding: UTF-16", "encoding: windows-1252")) {
            for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
                assertThat(Reading.csv(contract, "id", "name").of("id,name\n1,Łódź\n", Charset.forName(charset)))
                        .as("%s in %s", charset, contract)
                        .containsExactly("2: 1|Łódź");
            }
        }
    }

    @Test
    void aByteThatIsNoTextSpoilsItsRowOnlyAndIsKept() throws IOException, FileFaultException {
        byte[] latin = "2,Müller\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Reading.joined(
                "id,name\n1,Müller\n".getBytes(StandardCharsets.UTF_8),
                latin,
                "3,pen\n".getBytes(StandardCharsets.UTF_8));
        assertThat(IDS_AND_NAMES.of(file))
                .containsExactly(
                        "2: 1|Müller",
                        "3! the byte 0xFC at character 4 is no text in the file's encoding <2,M\uFFFDller>",
                        "4: 3|pen");
        try (RecordReader reader =
                RecordReaders.open(new ByteArrayInputStream(file), "a.csv", IDS_AND_NAMES.contract())) {
            reader.next();
            SourceRecord bad = reader.next();
            assertThat(bad).isNotNull();
            assertThat(bad.raw().get().bytes()).isEqualTo("2,Müller".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(bad.faults().get(0).kind()).isEqualTo("has bytes that are no text in the file's encoding");
        }
    }

    @Test
    void aHeaderWithBytesThatAreNoTextCanBeShown() {
        assertThat(IDS_AND_NAMES.of("id,größe\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("file! line 1: wrong header: no column for name. The header has id, gr\uFFFD\uFFFDe."
                        + " Correct the file, or the contract's from");
    }

    @Test
    void rowsMayBeLongerThanAnyBuffer() {
        String large = "x".repeat(100_000);
        String file = "id,name\n" + "1,\"" + large + "\"\n2," + large + "\n3,pen\n";
        assertThat(IDS_AND_NAMES.of(file.repeat(1))).containsExactly("2: 1|" + large, "3: 2|" + large, "4: 3|pen");
    }

    @Test
    void everyRowIsReadAlikeWhereverABufferEnds() {
        String row = "7,\"a \"\"b\"\",\r\n c\"\r\n";
        for (int shift = 0; shift < row.length(); shift++) {
            String name = "p".repeat(32768 - 10 - shift);
            assertThat(IDS_AND_NAMES.of("id,name\r\n1," + name + "\r\n" + row))
                    .as("%d", shift)
                    .containsExactly("2: 1|" + name, "3: 7|a \"b\",\r\n c");
        }
    }

    @Test
    void aRowWithoutAnEndIsAFaultOfTheFile() {
        assertThat(IDS_AND_NAMES.of("id,name\n1,\"" + "x".repeat(RecordReader.LONGEST_RECORD + 100_000)))
                .containsExactly(
                        "file! line 2: the row has more than 16777216 characters. Is a quote opened there and never"
                                + " closed?");
    }
}
