package dev.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.waybill.local.pipeline.SourceFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the tables must hold, worked out from the sample files by other code than the pipeline's: Jackson, its CSV module
 * and the JDK's DOM, and a map.
 */
final class Truth {
    private static final int STRIKE_COLUMNS = 14;
    private static final DateTimeFormatter GERMAN_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private Truth() {}

    /** Of each earthquake the newest revision, as {@code id -> updated magnitude}, times in milliseconds since 1970. */
    static Map<String, String> earthquakes(List<SourceFolder> delivered) {
        Map<String, Long> updated = new TreeMap<>();
        Map<String, String> rows = new TreeMap<>();
        for (Path file : files(delivered)) {
            for (JsonNode feature : json(file).path("features")) {
                String id = feature.path("id").asText();
                JsonNode properties = feature.path("properties");
                long revision = properties.path("updated").asLong();
                if (revision >= updated.getOrDefault(id, Long.MIN_VALUE)) {
                    updated.put(id, revision);
                    String magnitude = properties.path("mag").isNull()
                            ? "null"
                            : plain(properties.path("mag").decimalValue());
                    rows.put(id, revision + " " + magnitude);
                }
            }
        }
        return rows;
    }

    /** How many strikes the files hold that are whole and have a date and whole numbers where they should. */
    static long strikes(List<SourceFolder> delivered) {
        long count = 0;
        CsvMapper mapper =
                CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
        for (Path file : files(delivered)) {
            try (InputStream in = open(file);
                    MappingIterator<String[]> rows =
                            mapper.readerFor(String[].class).readValues(in)) {
                rows.next();
                while (rows.hasNext()) {
                    count += isStrike(rows.next()) ? 1 : 0;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return count;
    }

    private static boolean isStrike(String[] row) {
        try {
            LocalDate.parse(row[3]);
            for (int number = STRIKE_COLUMNS - 4; number < STRIKE_COLUMNS; number++) {
                if (!row[number].isEmpty()) {
                    Long.parseLong(row[number]);
                }
            }
            return row.length == STRIKE_COLUMNS;
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Of each currency and day the newest rate, as {@code currency day -> published bid}, times likewise. */
    static Map<String, String> rates(List<SourceFolder> delivered) {
        Map<String, Instant> published = new TreeMap<>();
        Map<String, String> rows = new TreeMap<>();
        for (Path file : files(delivered)) {
            NodeList rates = xml(file).getElementsByTagName("rate");
            for (int i = 0; i < rates.getLength(); i++) {
                Element rate = (Element) rates.item(i);
                String key =
                        rate.getAttribute("currency") + " " + LocalDate.parse(rate.getAttribute("date"), GERMAN_DATE);
                Instant at = OffsetDateTime.parse(text(rate, "published")).toInstant();
                if (!at.isBefore(published.getOrDefault(key, Instant.MIN))) {
                    published.put(key, at);
                    rows.put(key, at.toEpochMilli() + " " + plain(new BigDecimal(text(rate, "bid"))));
                }
            }
        }
        return rows;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    private static List<Path> files(List<SourceFolder> delivered) {
        return delivered.stream().flatMap(folder -> folder.files().stream()).toList();
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static JsonNode json(Path file) {
        try {
            return JsonMapper.builder().build().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element xml(Path file) {
        try (InputStream in = open(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
