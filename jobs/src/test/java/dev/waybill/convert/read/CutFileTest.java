package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CutFileTest {
    private static final int WINDOW = 200;
    private static final Reading CSV = Reading.csv("", "id", "note");
    private static final Reading JSON = Reading.json("", "id", "note");
    private static final String ROWS = IntStream.range(0, 100)
            .mapToObj(i -> i + ",note number " + i + "\n")
            .collect(Collectors.joining("", "id,note\n", ""));

    /** What the readers of all parts say, one after the other, with each record's line in the file. */
    private static List<String> inParts(Reading reading, byte[] file, int parts) {
        List<String> lines = new ArrayList<>();
        long before = 0;
        for (int part = 0; part < parts; part++) {
            try (RecordReader reader = CutFile.open(
                    new Bytes(reading.fileName(), file), new FilePart(part, parts), reading.contract(), WINDOW)) {
                for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                    lines.add(Reading.line(record, before + record.position()));
                }
                before += reader instanceof PartReader cut ? cut.lines() : 0;
            } catch (ReadWholeException e) {
                lines.add("whole! " + e.getMessage());
            } catch (FileFaultException e) {
                lines.add("file! " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static List<String> inParts(Reading reading, String file, int parts) {
        return inParts(reading, file.getBytes(StandardCharsets.UTF_8), parts);
    }

    private static List<Integer> recordsOfParts(Reading reading, byte[] file, int parts) throws Exception {
        List<Integer> records = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int count = 0;
            try (RecordReader reader = CutFile.open(
                    new Bytes(reading.fileName(), file), new FilePart(part, parts), reading.contract(), WINDOW)) {
                while (reader.next() != null) {
                    count++;
                }
            }
            records.add(count);
        }
        return records;
    }

    @Test
    void partsTogetherHaveTheRowsOfTheFileAndTheirLines() throws Exception {
        assertThat(recordsOfParts(CSV, ROWS.getBytes(StandardCharsets.UTF_8), 4))
                .containsExactly(26, 25, 25, 24);
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(CSV, ROWS, parts)).isEqualTo(CSV.of(ROWS));
            String crlf = ROWS.replace("\n", "\r\n");
            assertThat(inParts(CSV, crlf, parts)).isEqualTo(CSV.of(crlf));
            assertThat(inParts(CSV, ROWS.stripTrailing(), parts)).isEqualTo(CSV.of(ROWS));
            assertThat(inParts(CSV, "\uFEFF" + ROWS, parts)).isEqualTo(CSV.of(ROWS));
        }
    }

    @Test
    void aPlaceWithinAQuotedTextIsNoBeginning() {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> i + ",\"of\nthree, or so,\nlines\"\n")
                .collect(Collectors.joining("", "id,note\n", ""));
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(CSV, rows, parts)).isEqualTo(CSV.of(rows));
        }
    }

    @Test
    void aTextThatLooksLikeRowsIsAFaultOfThePartBeforeIt() {
        String table = "7,seven\n".repeat(60);
        String rows = "id,note\n0,zero\n1,\"" + table + "\"\n2,two\n";
        List<String> lines = inParts(CSV, rows, 2);
        assertThat(lines.get(1))
                .isEqualTo("whole! line 3: a quote is opened and never closed. Close it, or double the quotes inside"
                        + " values");
    }

    @Test
    void badRowsAreBadInTheirPartAndTheNextPartBeginsWithAGoodOne() {
        String rows = IntStream.range(0, 100)
                .mapToObj(
                        i -> i % 3 == 0 ? i + ",\"a \"broken\" one\n" : i % 3 == 1 ? i + ",too,wide\n" : i + ",good\n")
                .collect(Collectors.joining("", "id,note\n", ""));
        // No four neighbours are good: the first line behind the place has to do.
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(CSV, rows, parts)).isEqualTo(CSV.of(rows));
        }
    }

    @Test
    void whatStandsBeforeTheHeaderAndHowWideRowsAreIsKnownInAllParts() {
        Reading skipping = Reading.csv("skip: 2\ncomment: '#'\ndelimiter: ';'", "id", "note");
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> (i % 10 == 0 ? "# page\n" : "") + "note " + i + ";" + i + ";\n")
                .collect(Collectors.joining("", "A report\n\"of 2026\nNote;Id;\n", ""));
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(skipping, rows, parts)).hasSize(100).isEqualTo(skipping.of(rows));
        }
        Reading headless = Reading.csv("header: false", "id", "note");
        String body = ROWS.substring(ROWS.indexOf('\n') + 1);
        assertThat(inParts(headless, body, 5)).hasSize(100).isEqualTo(headless.of(body));
    }

    @Test
    void aLineLongerThanAnythingLookedAtIsReadByOnePart() {
        String rows = "id,note\n1,one\n" + "2," + "x".repeat(2000) + "\n3,three\n";
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(CSV, rows, parts)).isEqualTo(CSV.of(rows));
        }
    }

    @Test
    void jsonLinesAreCutAtLineEnds() {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> i % 9 == 4 ? "{broken\n" : "{\"id\": " + i + ", \"note\": \"a\\nb\"}\n")
                .collect(Collectors.joining());
        for (int parts = 2; parts < 9; parts++) {
            assertThat(inParts(JSON, rows, parts)).hasSize(100).isEqualTo(JSON.of(rows));
        }
    }

    @Test
    void whatCannotBeCutIsReadByTheFirstPart() throws Exception {
        byte[] utf8 = ROWS.getBytes(StandardCharsets.UTF_8);
        assertThat(recordsOfParts(CSV, gzip((ROWS + ROWS).getBytes(StandardCharsets.UTF_8)), 2))
                .containsExactly(201, 0);
        assertThat(recordsOfParts(CSV, ROWS.getBytes(StandardCharsets.UTF_16LE), 3))
                .containsExactly(100, 0, 0);
        assertThat(recordsOfParts(CSV, ("\uFEFF" + ROWS).getBytes(StandardCharsets.UTF_16BE), 3))
                .containsExactly(100, 0, 0);
        Reading korean = Reading.csv("encoding: ISO-2022-KR", "id", "note");
        assertThat(recordsOfParts(
                        korean, ROWS.replace("note number", "한글").getBytes(Charset.forName("ISO-2022-KR")), 3))
                .as("its first bytes say how all are to be read")
                .containsExactly(100, 0, 0);
        assertThat(recordsOfParts(CSV, utf8, 20))
                .as("parts smaller than what is looked at")
                .startsWith(100, 0);
        assertThat(recordsOfParts(CSV, ROWS.replace('\n', '\r').getBytes(StandardCharsets.UTF_8), 2))
                .containsExactly(100, 0);
        String list = IntStream.range(0, 50)
                .mapToObj(i -> "{\"id\": " + i + "}")
                .collect(Collectors.joining(",\n", "[", "]"));
        assertThat(recordsOfParts(JSON, list.getBytes(StandardCharsets.UTF_8), 2))
                .containsExactly(50, 0);
        assertThat(inParts(CSV, "wrong,header\n" + ROWS, 2)).isEqualTo(CSV.of("wrong,header\n" + ROWS));
    }

    /** Whatever stands in the rows, the parts say what a reader of the whole file says, or one of them has a fault. */
    @Test
    void partsOfRandomFilesAreTheFileOrAreRefused() {
        Random random = new Random(20261126);
        int whole = 0;
        for (int i = 0; i < 2000; i++) {
            String rows = randomRows(random);
            List<String> lines = inParts(CSV, rows, 2 + random.nextInt(6));
            if (lines.stream().noneMatch(line -> line.startsWith("whole!"))) {
                assertThat(lines).as(rows).isEqualTo(CSV.of(rows));
                whole++;
            }
        }
        assertThat(whole).isBetween(1000, 1999);
    }

    private static String randomRows(Random random) {
        List<String> pieces = List.of("a", "b c", ",", "\n", "\"\"", "\r\n", "é", "1,2", "\n3,4\n", "");
        StringBuilder rows = new StringBuilder("id,note\n");
        int count = 50 + random.nextInt(60);
        for (int row = 0; row < count; row++) {
            rows.append(row).append(',');
            if (random.nextInt(3) > 0) {
                rows.append("plain ").append(random.nextInt(1000));
            } else {
                rows.append('"');
                for (int i = random.nextInt(6); i > 0; i--) {
                    rows.append(pieces.get(random.nextInt(pieces.size())));
                }
                // Now and then a quote is missing, so that the text goes on until the next one.
                rows.append(random.nextInt(40) == 0 ? "" : "\"");
            }
            rows.append(random.nextInt(50) == 0 ? ",more\n" : "\n");
        }
        return rows.toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        assertThat(packed.size()).isGreaterThan(2 * WINDOW);
        return packed.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Bytes(String name, byte[] bytes) implements SourceFile {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open(long from) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }

        @Override
        public byte[] read(long from, int most) {
            return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + most));
        }
    }
}
