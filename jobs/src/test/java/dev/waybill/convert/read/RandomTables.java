package dev.waybill.convert.read;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Tables of texts that are hard on readers, and the files that hold them. */
final class RandomTables {
    /** Pieces of values: what dialects, escapes and encodings are made of, and plain words. */
    private static final List<String> PIECES = List.of(
            "a", "pen", "7", " ", ",", ";", "\t", "|", "\"", "'", "\"\"", "\\", "\n", "\r\n", "#", "<", "&", ">", "]]>",
            "{", "[", "}", "é", "Łódź", "東京", "😀", "\u0085", "\u2028", "NULL", "<!--", "&amp;", "\\u0041");

    private final Random random;

    RandomTables(Random random) {
        this.random = random;
    }

    /** Rows of as many texts. No row is blank as a whole: its first value never is. */
    List<List<String>> table(int columns) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToObj(column -> column == 0 ? "r" + row + text() : text())
                        .toList())
                .toList();
    }

    private String text() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    /** A way to write CSV. */
    record Dialect(char delimiter, char quote, char escape, boolean comments, boolean delimiterAtEnd, String lineEnd) {
        /** The keys of the contract's source that say it. */
        String source() {
            return "trim: false\ndelimiter: %s\nquote: %s\nescape: %s"
                            .formatted(yaml(delimiter), yaml(quote), yaml(escape))
                    + (comments ? "\ncomment: '#'" : "");
        }

        private static String yaml(char c) {
            return c == '\t' ? "tab" : c == '\'' ? "\"'\"" : "'" + c + "'";
        }
    }

    Dialect dialect() {
        char quote = one("\"'");
        return new Dialect(
                one(",;|\t"),
                quote,
                random.nextBoolean() ? quote : '\\',
                random.nextBoolean(),
                random.nextBoolean(),
                List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
    }

    private char one(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    String csv(List<String> header, List<List<String>> rows, Dialect dialect) {
        StringBuilder file =
                new StringBuilder(dialect.comments() ? "#" + text().replaceAll("[\r\n]", "") + dialect.lineEnd() : "");
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        for (List<String> row : all) {
            file.append(row.stream()
                            .map(value -> value(value, dialect))
                            .collect(Collectors.joining(Character.toString(dialect.delimiter()))))
                    .append(dialect.delimiterAtEnd() && !row.equals(header) ? dialect.delimiter() : "")
                    .append(dialect.lineEnd());
        }
        return file.toString();
    }

    private String value(String value, Dialect dialect) {
        boolean needsQuotes = value.chars().anyMatch(c -> c == dialect.delimiter() || c == '\n' || c == '\r')
                || value.startsWith(Character.toString(dialect.quote()));
        if (!needsQuotes && random.nextInt(3) > 0) {
            return value;
        }
        StringBuilder quoted = new StringBuilder().append(dialect.quote());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == dialect.quote() || c == dialect.escape()) {
                quoted.append(dialect.escape());
            }
            quoted.append(c);
        }
        return quoted.append(dialect.quote()).toString();
    }

    /** JSON objects, with white space between their parts and characters escaped at will. */
    List<String> jsonObjects(List<String> header, List<List<String>> rows) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> json(header.get(i)) + space() + ":" + space() + json(row.get(i)))
                        .collect(Collectors.joining("," + space(), "{" + space(), "}")))
                .toList();
    }

    private String space() {
        return " ".repeat(random.nextInt(3));
    }

    private String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            if (c == '"' || c == '\\' || c < ' ' || random.nextInt(10) == 0) {
                character.chars().forEach(unit -> json.append("\\u%04x".formatted(unit)));
            } else {
                json.append(character);
            }
        });
        return json.append('"').toString();
    }

    /** A document with an element {@code row} for each row, whose values are attributes, elements or CDATA. */
    String xml(List<String> header, List<List<String>> rows) throws XMLStreamException {
        StringWriter file = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(file);
        xml.writeStartElement("rows");
        for (List<String> row : rows) {
            xml.writeComment("row");
            xml.writeStartElement("row");
            for (int i = 0; i < row.size(); i++) {
                xml.writeStartElement(header.get(i));
                writeText(xml, row.get(i));
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeStartElement("other");
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.close();
        return file.toString();
    }

    private void writeText(XMLStreamWriter xml, String text) throws XMLStreamException {
        if (random.nextBoolean() && !text.contains("]]>")) {
            xml.writeCData(text);
        } else {
            // Not within a line's end, which would be two then.
            int whole = text.replaceFirst("(?s)\r.*", "").length();
            int cut = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, whole) + 1));
            xml.writeCharacters(text.substring(0, cut));
            xml.writeProcessingInstruction("cut");
            xml.writeCharacters(text.substring(cut));
        }
    }

    /** The bytes with some of them changed, added, taken out or moved. */
    byte[] damaged(byte[] file) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 ->
                    bytes = Reading.joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 3), bytes.length));
                default ->
                    bytes = Reading.joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
            }
        }
        return bytes;
    }
}
