package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XML as it is delivered, and what is read. */
class XmlRecordReaderTest {
    private static final Reading ITEMS = Reading.xml("item", "id", "name");

    @TempDir
    private Path folder;

    /** A file of records {@code item} with the columns {@code id} and {@code name}, and what is read of it. */
    record Case(String file, List<String> read) {}

    private static Case file(String file, String... read) {
        return new Case(file, List.of(read));
    }

    static List<Case> documents() {
        return List.of(
                file("<items><item><id>1</id><name>pen</name></item></items>", "1: 1|pen"),
                file("<item><id>1</id></item>", "1: 1|NULL"),
                file("<a><b><item id='1'/></b><c><d><item id='2' name='ink'/></d></c></a>", "1: 1|NULL", "2: 2|ink"),
                file("<items><item id='1'><name/></item></items>", "1: 1|"),
                file("<items><item id='1'><id>2</id></item></items>", "1: 2|NULL"),
                file(
                        "<x:items xmlns:x='urn:x' xmlns='urn:y'><x:item x:id='1'><x:name>pen</x:name></x:item><item"
                                + " id='2'/></x:items>",
                        "1: 1|pen",
                        "2: 2|NULL"),
                file("<items><item id='1'><name>a &lt; b &amp;&#x20;&#99;</name></item></items>", "1: 1|a < b & c"),
                file("<items><item id='1'><name>a<![CDATA[ <b> & ]]>c</name></item></items>", "1: 1|a <b> & c"),
                file("<items><item id='1'><!-- x --><name>a<!-- b -->c<?d e?></name></item></items>", "1: 1|ac"),
                file("<items><item id='1'><name>a<b>c</b>d<b/>e</name></item></items>", "1: 1|acde"),
                file("<items><item id='1'><name>\n  a\n  b\n</name></item></items>", "1: 1|\n  a\n  b\n"),
                file("<items><item id='1'><item id='2'/></item></items>", "1: 1|NULL"),
                file("<items><item id='1'/><thing id='2'/><item id='3'/></items>", "1: 1|NULL", "2: 3|NULL"),
                file(
                        "<?xml version='1.0' encoding='UTF-8'?>\n<!-- <item> -->\n<!DOCTYPE items SYSTEM 'x.dtd' [\n<!--"
                                + " ]> ' -->\n<?x ]>?><!ENTITY a \"]>\"><!ELEMENT items (item*)>\n]>\n"
                                + "<items><item id='1'/></items>\n<!-- end -->",
                        "1: 1|NULL"),
                file("<!DOCTYPE items><items><item id='1'/></items>", "1: 1|NULL"),
                file("\r\n <?xml version='1.0'?>\n<items><item id='1'/></items>", "1: 1|NULL"),
                file("<items/>"),
                file("<items count='0'><list/></items>"),
                file("  \r\n\t"),
                file("\uFEFF"),
                file("\uFEFF \n"),
                file(""));
    }

    static List<Case> faults() {
        return List.of(
                file(
                        "<items><item id='1'><name>a</name><name>b</name></item><item id='2'/></items>",
                        "1! name: the record has 2 elements 'name'. Say which, such as from: name[0] <<item"
                                + " id=\"1\"><name>a</name><name>b</name></item>>",
                        "2: 2|NULL"),
                file(
                        "<items><item code='1'>a &lt; <b>c</b> d</item></items>",
                        "1! the record has none of the contract's columns. Correct the columns' from, or the source's records"
                                + " <<item code=\"1\">a &lt; <b>c</b> d</item>>"),
                file(
                        "<x:items xmlns:x='urn:x'><x:thing x:id='1'/><thing><id>1</id></thing></x:items>",
                        "file! there is no element 'item'. The file has x:items, x:thing, thing, id. Correct the file, or the"
                                + " contract's records"),
                file(
                        "<items><item id='1'/>\n<item id='2'></items>",
                        "1: 1|NULL",
                        "file! line 2, column 20: malformed XML: The end-tag for element type \"item\" must end with a '>' delimiter. Deliver the file again, corrected"),
                file(
                        "<items><item id='1'/>",
                        "1: 1|NULL",
                        "file! line 1, column 22: malformed XML: XML document structures must start and end within the same"
                                + " entity. Deliver the file again, corrected"),
                file(
                        "<items><item id='1'/></items><items/>",
                        "1: 1|NULL",
                        "file! line 1, column 31: malformed XML: The markup in the document following the root element must"
                                + " be well-formed. Deliver the file again, corrected"),
                file(
                        "<items><item id=1/></items>",
                        "file! line 1, column 17: malformed XML: Open quote is expected for attribute \"id\" associated with"
                                + " an  element type  \"item\". Deliver the file again, corrected"),
                file(
                        "{\"items\": []}",
                        "file! line 1, column 1: malformed XML: Content is not allowed in prolog. Deliver the file again,"
                                + " corrected"),
                file(
                        "<!doctype items><items><item id='1'/></items>",
                        "file! line 1, column 3: malformed XML: The markup in the document preceding the root element must be"
                                + " well-formed. Deliver the file again, corrected"),
                file(
                        "<!DOCTYPE items>\n",
                        "file! line 2, column 1: malformed XML: Premature end of file. Deliver the file again, corrected"),
                file(
                        "<?xml version='1.0'?>\n<!-- nothing -->\n",
                        "file! line 3, column 1: malformed XML: Premature end of file. Deliver the file again, corrected"),
                file(
                        "<!DOCTYPE items [ <!ENTITY a 'b'>",
                        "file! line 1, column 34: malformed XML: Premature end of file. Deliver the file again, corrected"),
                file(
                        "<items><item id='1'><name>M\u0001ller</name></item></items>",
                        "file! line 1, column 28: malformed XML: An invalid XML character (Unicode: 0x1) was found in the"
                                + " element content of the document. Deliver the file again, corrected"));
    }

    @ParameterizedTest
    @MethodSource({"documents", "faults"})
    void recordsAreTheElementsOfTheContractsNameAtAnyDepth(Case wanted) {
        assertThat(ITEMS.of(wanted.file())).isEqualTo(wanted.read());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@id | <item id='1'/> | 1",
                "@id | <item x:id='1' xmlns:x='u'/> | 1",
                "@id | <item x:id='1' id='2' xmlns:x='u'/> | 2",
                "@x:id | <item id='2' x:id='1' xmlns:x='u'/> | 1",
                "a.b | <item><a><b>1</b></a></item> | 1",
                "a.b.@c | <item><a><b c='1'>2</b></a></item> | 1",
                "a | <item><a><b>1</b><b>2</b></a></item> | 12",
                "a[1] | <item><a>1</a><a>2</a></item> | 2",
                "a[2] | <item v='0'><a>1</a><a>2</a></item> | NULL",
                "a[1].b | <item><a><b>1</b></a><a><b>2</b></a></item> | 2",
                "x:a | <item xmlns:x='u'><a>1</a><x:a>2</x:a></item> | 2",
                "a | <item xmlns:x='u'><x:a>2</x:a></item> | 2",
                "\"a.b\" | <item><a.b>1</a.b></item> | 1",
                ". | <item c='2'>one</item> | one",
                "a | <item><a xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>x</a></item> | NULL",
                "a | <item><a xsi:nil='false' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>x</a></item> | x",
                "@type | <item w='0' xsi:type='x' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/> | NULL",
            })
    void valuesAreFoundAtTheirPaths(String from, String record, String value) {
        assertThat(Reading.xml("item", "v: { from: '" + from + "', type: varchar(99) }", "w: varchar(9)")
                        .of("<items>"
                                + record.replaceFirst("<item", "<item w='0'").replace("w='0' w='0'", "w='0'")
                                + "</items>"))
                .containsExactly("1: " + value + "|0");
    }

    @Test
    void aRecordsNameMayHaveAPrefix() {
        String file = "<f:feed xmlns:f='urn:f' xmlns:g='urn:g'><f:item id='1'/><g:item id='2'/><item id='3'/></f:feed>";
        assertThat(Reading.xml("f:item", "id").of(file)).containsExactly("1: 1");
        assertThat(Reading.xml("item", "id").of(file)).containsExactly("1: 1", "2: 2", "3: 3");
    }

    @Test
    void oneOfSeveralKindsOfRecordsIsReadAndTheOthersAreLeftOut() {
        String file = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- A made-up list of tariffs, of a shape that real lists have -->
                <!DOCTYPE tariffs [
                    <!ELEMENT tariffs (tariff+, former_tariff*)>
                    <!ATTLIST tariff code CDATA #REQUIRED  rate CDATA #IMPLIED>
                ]>
                <tariffs>
                    <tariff
                        code="T1"
                        rate="010"
                        title="Première" />
                    <tariff code="T2" title="Second" />
                    <former_tariff code="T0" ended="1999-12" title="Zeroth" />
                </tariffs>
                """;
        assertThat(Reading.xml("tariff", "code: char(2)", "rate: char(3)", "title: varchar(30)")
                        .of(file))
                .containsExactly("1: T1|010|Première", "2: T2|NULL|Second");
        assertThat(Reading.xml("former_tariff", "code: char(2)", "ended: char(7)")
                        .of(file))
                .containsExactly("1: T0|1999-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-8"})
    void theEncodingIsTheOneThatTheFileDeclares(String encoding) {
        String file =
                "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<items><item id='1' name='Müller'/></items>";
        assertThat(ITEMS.of(file, Charset.forName(encoding))).containsExactly("1: 1|Müller");
    }

    @Test
    void aByteOrderMarkIsTheEncodingWhateverIsDeclared() {
        String file = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><items><item id='1' name='Müller'/></items>";
        assertThat(ITEMS.of("\uFEFF" + file)).containsExactly("1: 1|Müller");
        assertThat(ITEMS.of("\uFEFF" + file, StandardCharsets.UTF_16LE)).containsExactly("1: 1|Müller");
    }

    @Test
    void utf16ThatIsDeclaredInPlainBytesIsUtf8() {
        assertThat(ITEMS.of("<?xml version='1.0' encoding='utf-16'?><items><item id='1' name='Müller'/></items>"))
                .containsExactly("1: 1|Müller");
    }

    @Test
    void anEncodingThatIsWrongIsAFaultOfTheFile() {
        assertThat(ITEMS.of("<?xml version='1.0' encoding='nope'?><items><item id='1'/></items>"))
                .containsExactly(
                        "file! the XML declaration names an unknown encoding, 'nope'. Deliver the file again in UTF-8");
        assertThat(ITEMS.of("<items>\n<item id='1' name='Müller'/></items>".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "file! line 2, column 21: malformed XML: An invalid XML character (Unicode: 0xdcfc) was found"
                                + " in the value of attribute \"name\" and element is \"item\". The file has bytes that are no text in"
                                + " UTF-8. Deliver the file again, corrected");
    }

    @Test
    void noExternalEntityIsEverRead() throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, "the secret");
        List<String> documents = List.of(
                "<!DOCTYPE items [<!ENTITY s SYSTEM '" + secret.toUri()
                        + "'>]><items><item><id>&s;</id></item></items>",
                "<!DOCTYPE items [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]><items><item id='&s;'/></items>",
                "<!DOCTYPE items SYSTEM '" + secret.toUri() + "'><items><item id='&s;'/></items>",
                "<!DOCTYPE items [<!ENTITY % s SYSTEM '" + secret.toUri() + "'> %s;]><items><item id='&t;'/></items>");
        for (String document : documents) {
            List<String> read = ITEMS.of(document);
            assertThat(read).as(document).hasSize(1);
            assertThat(read.get(0)).startsWith("file! ").doesNotContain("the secret");
        }
        assertThat(ITEMS.of(documents.get(0)))
                .containsExactly("file! line 1, column " + (documents.get(0).indexOf("</id>") + 1)
                        + ": the entity &s; is not one of XML's own. Entities are never resolved: deliver the file with their"
                        + " text");
    }

    @Test
    void anEntityInAnAttributeIsNotLostWhereTheDoctypeIsExternal() {
        assertThat(ITEMS.of("<!DOCTYPE items SYSTEM 'nowhere.dtd'>\n<items><item id='1&nbsp;2'/></items>"))
                .containsExactly(
                        "file! line 2, column 25: malformed XML: The entity \"nbsp\" was referenced, but not declared."
                                + " Deliver the file again, corrected");
    }

    @Test
    void entitiesThatGrowEndAtOnce() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE items [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 50; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        laughs.append("]><items><item><name>&l49;</name></item></items>");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(ITEMS.of(laughs.toString()))
                        .singleElement()
                        .asString()
                        .endsWith(
                                "the entity &l49; is not one of XML's own. Entities are never resolved: deliver the file with"
                                        + " their text"));
    }

    @Test
    void aFileThatIsCutAnywhereIsAFaultOfTheFile() {
        String file =
                "<?xml version='1.0'?><!DOCTYPE a [<!-- x -->]><a b='c'><item id='1'>x<![CDATA[y]]>&lt;</item><!-- d --></a>";
        for (int length = 1; length < file.length(); length++) {
            List<String> read = ITEMS.of(file.substring(0, length));
            assertThat(read.get(read.size() - 1)).as(file.substring(0, length)).startsWith("file! line 1, column ");
        }
    }

    @Test
    void aFileOfRandomBytesIsAFaultAndNoCrash() {
        Random random = new Random(7);
        byte[] file = "<a><item id='1'>x<![CDATA[y]]>&lt;</item><!-- d --><item id='2'/></a>"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = Arrays.copyOf(file, file.length);
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(ITEMS.of(damaged)).isNotNull();
        }
    }

    @Test
    void depthCostsNothingButTheElements() {
        String file = "<items><item id='1'>" + "<a>".repeat(900) + "x".repeat(1_000_000) + "</a>".repeat(900)
                + "</item></items>";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(ITEMS.of(file)).containsExactly("1: 1|NULL"));
    }

    @Test
    void elementsThatNestTooDeepAreAFaultAndNoCrash() {
        assertThat(ITEMS.of("<items><item>" + "<a>".repeat(20_000)))
                .containsExactly(
                        "file! line 1, column 3014: the record's elements nest deeper than 1000. Deliver the file with"
                                + " flatter records");
    }

    @Test
    void aRecordThatIsTheWholeFileIsAFault() {
        String file = "<item>" + "<a>1</a>".repeat(600_000) + "</item>";
        assertThat(ITEMS.of(file))
                .singleElement()
                .asString()
                .endsWith(": the record is longer than 16777216 characters. Is 'item' the element that is a record?");
    }
}
