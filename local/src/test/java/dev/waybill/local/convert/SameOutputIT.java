package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.convert.ConversionSizes;
import dev.waybill.receipt.ConversionReceipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same delivery gives the same rows, quarantine and account on one core and on many. */
class SameOutputIT {
    private static final String KEYED = """
            dataset: prices
            source: { system: shop, format: csv }
            columns: { id: { type: integer, required: true }, note: varchar(20), at: timestamp }
            key: [id]
            newest: at
            target: { table: shop.prices, sortkey: [at] }
            quality: { max_rejected: 50% }
            """;
    private static final String KEYLESS = """
            dataset: events
            source: { system: shop, format: csv }
            columns: { id: { type: integer, required: true }, note: varchar(20), at: timestamp }
            target: { table: shop.events, mode: append, sortkey: [at] }
            quality: { max_rejected: 50% }
            """;
    /** The same files, and a contract that has them add the note. */
    private static final List<String> ADDING = Stream.of(KEYED, KEYLESS)
            .map(contract -> contract.replace(" note: varchar(20),", "") + "drift: add\n")
            .toList();

    private static final int FILES = 40;
    private static final int KEYS = 50;

    @TempDir
    private Path home;

    @Test
    void rowsQuarantineAndAccountDoNotDependOnParallelism() {
        List<String> one = outputs("one", Map.of("spark.master", "local[1]"), ConversionSizes.USUAL);
        // Left to itself, Spark would make one of the eight, as small as they are.
        List<String> eight = outputs(
                "eight",
                Map.of(
                        "spark.master", "local[8]",
                        "spark.sql.shuffle.partitions", "8",
                        "spark.sql.adaptive.coalescePartitions.enabled", "false"),
                new ConversionSizes(Long.MAX_VALUE, 5000));
        assertThat(eight).isEqualTo(one);
        assertThat(one).containsSequence(winners());
        assertThat(one)
                .containsSequence(winners().stream()
                        .map(row -> row.replaceFirst("\\|(.*?)\\|(.*?)\\|", "|$2|$1|"))
                        .toList());
    }

    private List<String> outputs(String name, Map<String, Object> settings, ConversionSizes sizes) {
        List<String> outputs = new ArrayList<>();
        try (ConversionBench bench = new ConversionBench(home.resolve(name), settings)) {
            for (String contract : List.of(KEYED, KEYLESS, ADDING.get(0), ADDING.get(1))) {
                Delivery delivery = bench.deliver(contract, files(), OptionalLong.empty());
                ConversionReceipt receipt = bench.convert(delivery, sizes);
                assertThat(receipt.accepted()).isTrue();
                outputs.add("read %d, rejected %d, superseded %d, staged %d"
                        .formatted(receipt.read(), receipt.rejected(), receipt.superseded(), receipt.staged()));
                outputs.add(receipt.files().toString());
                outputs.add(receipt.rejections().toString());
                outputs.add(receipt.samples().toString());
                outputs.add(receipt.addedColumns().toString());
                outputs.addAll(bench.rows(receipt.parquet().get(0).url().folder(), "id", "_file", "note"));
                outputs.addAll(bench.rows(receipt.quarantine(), "file", "position"));
            }
        }
        return outputs;
    }

    /**
     * Each file has each key twice, in an order of its own, and a bad row. Of the even keys, the greatest times are equal in all
     * files; of those that 3 divides, all times are NULL.
     */
    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder("id,note,at\n");
            for (int record = 0; record < 2 * KEYS; record++) {
                int id = (record * 7 + file) % KEYS;
                text.append(id)
                        .append(",f%d r%d,".formatted(file, record + 2))
                        .append(time(id, file))
                        .append('\n');
            }
            text.append("bad %d,,\n".formatted(file));
            // The names' order isn't the manifest's.
            files.put(
                    "%02d.csv".formatted((file * 11 + 5) % FILES),
                    text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static String time(int id, int file) {
        if (id % 3 == 0 || (id % 2 == 0 && file % 2 == 1)) {
            return "";
        }
        return id % 2 == 0 ? "2026-11-22T10:00:00Z" : "2026-11-22T10:%02d:00Z".formatted((file * 13) % FILES);
    }

    /** What the rules say, found without Spark: the greatest time, NULL the least, then the later file, then the later record. */
    private static List<String> winners() {
        List<String> winners = new ArrayList<>();
        for (int id = 0; id < KEYS; id++) {
            int winner = 0;
            for (int file = 1; file < FILES; file++) {
                if (time(id, file).compareTo(time(id, winner)) >= 0) {
                    winner = file;
                }
            }
            int last = 0;
            for (int record = 0; record < 2 * KEYS; record++) {
                last = (record * 7 + winner) % KEYS == id ? record : last;
            }
            String time = time(id, winner);
            winners.add("%d|f%d r%d|%s|s3://source/prices/2026/11/22/10/%02d.csv"
                    .formatted(
                            id,
                            winner,
                            last + 2,
                            time.isEmpty() ? "null" : time.replace('T', ' ').replace("Z", ".0"),
                            (winner * 11 + 5) % FILES));
        }
        return winners;
    }
}
