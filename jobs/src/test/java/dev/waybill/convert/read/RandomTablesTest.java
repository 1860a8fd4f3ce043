package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.convert.type.Fault;
import dev.waybill.convert.type.RowTyper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a table holds and however it is written, it is read back; whatever happens to its bytes, reading ends. */
class RandomTablesTest {
    private static final int TABLES = 400;
    private static final List<Packer> PACKERS = List.of(Packer.values());

    /** The ways to write a table. */
    enum Format {
        CSV,
        JSON_LINES,
        JSON_LIST,
        JSON_LISTS_IN_A_LIST,
        XML
    }

    /** A file, what reads it, and the rows that it holds. */
    private record Written(Reading reading, String text, List<List<String>> rows) {
        byte[] bytes(Random random) throws IOException {
            List<Charset> charsets =
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
            int encoding = random.nextInt(4);
            return encoding == 3
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : ("\uFEFF" + text).getBytes(charsets.get(encoding));
        }
    }

    private static Written write(Format format, Random random) throws XMLStreamException {
        RandomTables tables = new RandomTables(random);
        List<String> header = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> "c" + i)
                .toList();
        List<List<String>> rows = tables.table(header.size());
        String[] columns = header.toArray(String[]::new);
        List<String> objects = tables.jsonObjects(header, rows);
        return switch (format) {
            case CSV -> {
                RandomTables.Dialect dialect = tables.dialect();
                yield new Written(Reading.csv(dialect.source(), columns), tables.csv(header, rows, dialect), rows);
            }
            case JSON_LINES ->
                new Written(Reading.json("trim: false", columns).named("a.jsonl"), String.join("\n", objects), rows);
            case JSON_LIST ->
                new Written(Reading.json("trim: false", columns), "[" + String.join(" ,\n", objects) + "]", rows);
            case JSON_LISTS_IN_A_LIST -> {
                int half = random.nextInt(objects.size() + 1);
                yield new Written(
                        Reading.json("trim: false\nrecords: 'pages[*].rows'", columns),
                        "{\"pages\": [{\"rows\": [%s]}, {\"n\": 2, \"rows\": [%s], \"last\": {}}]}"
                                .formatted(
                                        String.join(",", objects.subList(0, half)),
                                        String.join(",", objects.subList(half, objects.size()))),
                        rows);
            }
            // A line's end is one character to all of XML.
            case XML ->
                new Written(
                        Reading.xml("row\ntrim: false", columns),
                        tables.xml(header, rows),
                        rows.stream()
                                .map(row -> row.stream()
                                        .map(value -> value.replace("\r\n", "\n"))
                                        .toList())
                                .toList());
        };
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTableIsReadBackAsItWasWritten(Format format) throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < TABLES; i++) {
            Written written = write(format, random);
            byte[] file = packed(written.bytes(random), random);
            List<List<@Nullable String>> read = new ArrayList<>();
            assertThat(read(written.reading(), file, read)).as(written.text()).isEmpty();
            assertThat(read).as(written.text()).isEqualTo(written.rows());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void whateverHappensToTheBytesReadingEndsWithRowsRejectsOrAFaultOfTheFile(Format format) throws Exception {
        Random random = new Random(43);
        for (int i = 0; i < 4 * TABLES; i++) {
            Written written = write(format, random);
            read(written.reading(), new RandomTables(random).damaged(written.bytes(random)), new ArrayList<>());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {44, 45, 46})
    void aPackedFileThatIsDamagedIsRefusedUnlessNothingIsLost(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < TABLES; i++) {
            Written written = write(Format.CSV, random);
            byte[] packed = one(PACKERS, random).pack(written.bytes(random));
            byte[] damaged = new RandomTables(random).damaged(Arrays.copyOfRange(packed, 4, packed.length));
            List<List<@Nullable String>> read = new ArrayList<>();
            List<String> problems = read(written.reading(), Reading.joined(Arrays.copyOf(packed, 4), damaged), read);
            if (problems.isEmpty()) {
                assertThat(read).as(written.text()).isEqualTo(written.rows());
            }
        }
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] packed(byte[] file, Random random) throws IOException {
        return random.nextBoolean() ? one(PACKERS, random).pack(file) : file;
    }

    /** Adds the rows that are read to {@code rows}, and answers what is rejected and why the rest can't be trusted. */
    private static List<String> read(Reading reading, byte[] file, List<List<@Nullable String>> rows)
            throws IOException {
        List<String> problems = new ArrayList<>();
        RowTyper typer = new RowTyper(reading.contract());
        @Nullable Object[] values = new Object[reading.contract().columns().size()];
        try (RecordReader reader =
                RecordReaders.open(new ByteArrayInputStream(file), reading.fileName(), reading.contract())) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                List<Fault> faults = new ArrayList<>(record.faults());
                if (faults.isEmpty()) {
                    typer.type(record.fields(), values, faults);
                    rows.add(Arrays.asList(record.fields()));
                }
                faults.forEach(fault -> problems.add(fault.message()));
                assertThat(record.raw().get().bytes()).isNotNull();
            }
        } catch (FileFaultException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }
}
