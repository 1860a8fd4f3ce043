package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Of clean files, readers that others wrote take what ours take: univocity (Spark's own), Gson, and the JDK's DOM. */
class OtherReadersTest {
    private static final Path SAMPLES = Path.of("../datasets/samples");
    private static final List<String> HEADER = List.of("c0", "c1", "c2");

    @Test
    void univocityTakesTheSameFromCsv() throws Exception {
        Reading reading = Reading.csv("trim: false", HEADER.toArray(String[]::new));
        for (List<List<String>> rows : tables(1)) {
            StringBuilder file = new StringBuilder("c0,c1,c2\r\n");
            rows.forEach(row -> file.append(String.join(
                            ",", row.stream().map(OtherReadersTest::csv).toList()))
                    .append("\r\n"));
            List<List<String>> theirs = univocity(file.toString());
            assertThat(ours(reading, file.toString())).as(file.toString()).isEqualTo(theirs.subList(1, theirs.size()));
        }
    }

    @Test
    void gsonTakesTheSameFromJson() throws Exception {
        RandomTables tables = new RandomTables(new Random(2));
        Reading reading = Reading.json("", HEADER.toArray(String[]::new));
        for (List<List<String>> rows : tables(2)) {
            String file = "[" + String.join(",", tables.jsonObjects(HEADER, rows)) + "]";
            List<List<String>> theirs = new ArrayList<>();
            for (JsonElement row : JsonParser.parseString(file).getAsJsonArray()) {
                theirs.add(HEADER.stream()
                        .map(name -> row.getAsJsonObject().get(name).getAsString())
                        .toList());
            }
            assertThat(ours(reading, file)).as(file).isEqualTo(theirs);
        }
    }

    @Test
    void theDomTakesTheSameFromXml() throws Exception {
        RandomTables tables = new RandomTables(new Random(3));
        Reading reading = Reading.xml("row", HEADER.toArray(String[]::new));
        for (List<List<String>> rows : tables(3)) {
            String file = tables.xml(HEADER, rows);
            List<List<String>> theirs = new ArrayList<>();
            for (Element row : elements(dom(file.getBytes(StandardCharsets.UTF_8)), "row")) {
                theirs.add(HEADER.stream()
                        .map(name -> row.getElementsByTagName(name).item(0).getTextContent())
                        .toList());
            }
            assertThat(ours(reading, file)).as(file).isEqualTo(theirs);
        }
    }

    @Test
    void theSampleFilesHoldTheSame() throws Exception {
        Path csv = SAMPLES.resolve("birdstrikes/2026/11/22/10/strikes.csv");
        List<List<String>> rows = univocity(Files.readString(csv));
        int airport = rows.get(0).indexOf("Airport Name");
        assertThat(column("birdstrikes", csv, 0))
                .isEqualTo(rows.stream().skip(1).map(row -> row.get(airport)).toList());

        Path json = SAMPLES.resolve("earthquakes/2018/02/04/00/earthquakes.json");
        JsonObject document = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(column("earthquakes", json, 0))
                .isEqualTo(document.getAsJsonArray("features").asList().stream()
                        .map(feature -> feature.getAsJsonObject().get("id").getAsString())
                        .toList());

        Path xml = SAMPLES.resolve("rates/2026/11/20/15/rates.xml");
        assertThat(column("rates", xml, 0)).hasSameSizeAs(elements(dom(Files.readAllBytes(xml)), records("rates")));
    }

    private static List<List<List<String>>> tables(long seed) {
        RandomTables tables = new RandomTables(new Random(seed));
        return IntStream.range(0, 500)
                .mapToObj(i -> tables.table(HEADER.size()))
                .toList();
    }

    private static String csv(String value) {
        return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static List<List<String>> univocity(String file) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setLineSeparator(file.contains("\r\n") ? "\r\n" : "\n");
        settings.getFormat().setComment('\0');
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.trimValues(false);
        settings.setNullValue("");
        settings.setEmptyValue("");
        return new CsvParser(settings)
                .parseAll(new StringReader(file)).stream().map(Arrays::asList).toList();
    }

    private static Document dom(byte[] file) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<List<@Nullable String>> ours(Reading reading, String file)
            throws IOException, FileFaultException {
        return read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                reading.fileName(),
                reading.contract());
    }

    private static List<@Nullable String> column(String dataset, Path file, int column)
            throws IOException, FileFaultException {
        List<@Nullable String> values = new ArrayList<>();
        for (List<@Nullable String> row :
                read(Files.newInputStream(file), file.getFileName().toString(), contract(dataset))) {
            values.add(row.get(column));
        }
        return values;
    }

    private static Contract contract(String dataset) throws IOException {
        return ContractParser.parse(Files.readAllBytes(Path.of("../datasets", dataset + ".yaml")), dataset);
    }

    private static String records(String dataset) throws IOException {
        return contract(dataset).source().records().orElseThrow();
    }

    private static List<List<@Nullable String>> read(InputStream file, String name, Contract contract)
            throws IOException, FileFaultException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (RecordReader reader = RecordReaders.open(file, name, contract)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                assertThat(record.faults()).isEmpty();
                rows.add(Arrays.asList(record.fields()));
            }
        }
        return rows;
    }
}
