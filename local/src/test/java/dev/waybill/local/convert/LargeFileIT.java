package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.convert.ConversionSizes;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A file that several tasks read gives the rows, the quarantine and the account that one task gives. */
class LargeFileIT {
    private static final String CSV = """
            dataset: notes
            source: { system: shop, format: csv }
            columns: { id: { type: integer, required: true }, note: varchar(1000), version: integer }
            key: [id]
            newest: version
            target: { table: shop.notes }
            quality: { max_rejected: 50% }
            """;
    private static final String JSON = """
            dataset: lines
            source: { system: shop, format: json }
            columns: { id: { type: integer, required: true }, note: varchar(1000), version: integer, size: integer, shape: integer }
            target: { table: shop.lines, mode: append, sortkey: [id] }
            quality: { max_rejected: 50% }
            """;
    private static final ConversionSizes WHOLE = new ConversionSizes(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final ConversionSizes PARTS = new ConversionSizes(300_000, 200_000);
    private static final int ROWS = 20_000;

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
    void partsOfCsvMakeWhatTheWholeFileMakes() {
        String text = IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    // Each key is there four times, with the same version: the last one wins, which is in another part.
                    int id = i % (ROWS / 4);
                    return i % 1000 == 999
                            ? "bad " + i + ",,\n"
                            : "%d,\"note %d,\nwith \"\"two\"\" lines and %s\",%d\n"
                                    .formatted(id, i, "x".repeat(i % 100), id % 7);
                })
                .collect(Collectors.joining("", "id,note,version\n", ""));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("0.csv", bytes("id,note,version\n1,first,1\nbad,,\n"));
        files.put("1.csv", bytes(text));
        List<String> whole = outputs(CSV, files, WHOLE);
        assertThat(whole)
                .startsWith("read 20002, rejected 21, superseded 14986, staged 4995")
                .contains("sample 1.csv 2000 [id: 'bad 999' is not an integer]")
                .contains("rejected 1.csv 39981");
        assertThat(outputs(CSV, files, PARTS)).isEqualTo(whole);
        String adding = CSV.replace(" note: varchar(1000),", "") + "drift: add\n";
        List<String> added = outputs(adding, files, WHOLE);
        assertThat(added).contains("new [], added [note], missing []");
        assertThat(outputs(adding, files, PARTS)).isEqualTo(added);
    }

    @Test
    void partsOfJsonLinesMakeWhatTheWholeFileMakesAndNameWhatIsNewOrMissing() {
        String text = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 1000 == 999
                        ? "{\"id\": \"bad %d\"}\n".formatted(i)
                        : "{\"id\": %d, \"note\": \"%s\"%s, \"version\": 1}\n"
                                .formatted(
                                        i,
                                        "x".repeat(i % 100),
                                        i == 100 ? ", \"size\": 1" : i > 19_000 ? ", \"colour\": 1" : ""))
                .collect(Collectors.joining());
        List<String> whole = outputs(JSON, Map.of("1.jsonl", bytes(text)), WHOLE);
        assertThat(whole)
                .startsWith("read 20000, rejected 20, superseded 0, staged 19980")
                .contains("new [colour], added [], missing [shape]")
                .contains("rejected 1.jsonl 20000");
        assertThat(outputs(JSON, Map.of("1.jsonl", bytes(text)), PARTS)).isEqualTo(whole);
        String adding = JSON + "drift: add\n";
        List<String> added = outputs(adding, Map.of("1.jsonl", bytes(text)), WHOLE);
        assertThat(added)
                .contains("new [], added [colour], missing [shape]")
                .anyMatch(row -> row.startsWith("19998|") && row.contains("|1|null|null|1|s3://"));
        assertThat(outputs(adding, Map.of("1.jsonl", bytes(text)), PARTS)).isEqualTo(added);
    }

    @Test
    void aFileThatWasCutWithinATextIsReadWhole() {
        String table = "7,seven,7\n".repeat(80_000);
        String rows = IntStream.range(100, 200).mapToObj(i -> i + ",note,1\n").collect(Collectors.joining());
        String yaml = CSV.replace("varchar(1000)", "varchar(max)").replace("50%", "100%");
        Map<String, byte[]> files =
                Map.of("1.csv", bytes("id,note,version\n1,one,1\n2,\"" + table + "\",2\nbad,,\n" + rows));
        List<String> whole = outputs(yaml, files, WHOLE);
        assertThat(whole)
                .startsWith("read 103, rejected 2, superseded 0, staged 101")
                .contains("rejected 1.csv 80004");
        assertThat(outputs(yaml, files, PARTS)).isEqualTo(whole);
    }

    @Test
    void aFaultInAPartIsToldByItsLineInTheFile() {
        String rows = IntStream.range(0, 50_000)
                .mapToObj(i -> i + ",note " + i + (i == 40_000 ? " and \"\",\"never closed" : "") + ",1\n")
                .collect(Collectors.joining("", "id,note,version\n", ""));
        Delivery delivery = bench.deliver(CSV, Map.of("1.csv", bytes(rows)), OptionalLong.empty());
        ConversionReceipt receipt = bench.convert(delivery, PARTS);
        assertThat(receipt.reasons())
                .containsExactly("s3://source/notes/2026/11/22/10/1.csv: line 40002: a quote is opened and never"
                        + " closed. Close it, or double the quotes inside values");
    }

    private static List<String> outputs(String contract, Map<String, byte[]> files, ConversionSizes sizes) {
        Delivery delivery = bench.deliver(contract, files, OptionalLong.empty());
        ConversionReceipt receipt = bench.convert(delivery, sizes);
        assertThat(receipt.reasons()).isEmpty();
        List<String> outputs = new ArrayList<>();
        outputs.add("read %d, rejected %d, superseded %d, staged %d"
                .formatted(receipt.read(), receipt.rejected(), receipt.superseded(), receipt.staged()));
        receipt.files()
                .forEach(file ->
                        outputs.add("%s read %d, rejected %d".formatted(file.url(), file.read(), file.rejected())));
        outputs.add(receipt.rejections().toString());
        receipt.samples()
                .forEach(sample -> outputs.add(
                        "sample " + sample.file().fileName() + " " + sample.position() + " " + sample.reasons()));
        outputs.add("new " + receipt.newColumns() + ", added "
                + receipt.addedColumns().stream().map(column -> column.name()).toList() + ", missing "
                + receipt.missingColumns().stream()
                        .map(column -> column.column())
                        .toList());
        outputs.addAll(bench.rows(receipt.parquet().get(0).url().folder(), "id", "note"));
        bench.rows(receipt.quarantine(), "file", "position").forEach(row -> {
            outputs.add(row);
            String[] values = row.split("\\|", 3);
            outputs.add("rejected " + S3Location.parse(values[0]).fileName() + " " + values[1]);
        });
        assertThat(bench.keys(receipt.quarantine())).noneMatch(key -> key.contains("/_part"));
        return outputs;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
