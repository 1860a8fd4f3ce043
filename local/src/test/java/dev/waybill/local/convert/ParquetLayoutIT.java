package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.IntColumn;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the Parquet files are laid out for those who read them: few, sorted, and with statistics to skip by. */
class ParquetLayoutIT {
    private static final String TRADES = """
            dataset: %s
            source: { system: exchange, format: csv }
            columns:
              id: { type: integer, required: true }
              symbol: varchar(8)
              day: date
              at: timestamp
              price: "decimal(9,2)"
            %s
            target: { table: exchange.trades, mode: %s%s }
            """;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int ROWS = 10_000;
    private static final int ROWS_IN_A_GROUP = 1000;
    private static final int DAYS = 100;

    @TempDir
    static Path home;

    private static ConversionBench bench;

    @BeforeAll
    static void start() {
        bench = new ConversionBench(
                home,
                Map.of(
                        "spark.hadoop.parquet.block.row.count.limit",
                        ROWS_IN_A_GROUP,
                        "spark.hadoop.parquet.page.row.count.limit",
                        100));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void manySmallFilesBecomeOneParquetFileWithAndWithoutKey() {
        ConversionReceipt keyed = convert("many_keyed", "key: [id]", "upsert", "[at]", 200, 2000);
        ConversionReceipt keyless = convert("many_keyless", "", "append", "[at]", 200, 2000);
        assertThat(List.of(keyed, keyless))
                .allMatch(
                        receipt -> receipt.staged() == 2000 && receipt.parquet().size() == 1);
    }

    @Test
    void theFilesHaveTheContractsColumnsAndTheRowsFileAndNoPartitionKeys() throws IOException {
        ConversionReceipt receipt = convert("columns", "key: [id]", "upsert", "[at]", 2, 10);
        try (ParquetFileReader reader = open(receipt)) {
            assertThat(reader.getFileMetaData().getSchema().getFields())
                    .extracting(Type::getName)
                    .containsExactly("id", "symbol", "day", "at", "price", "_file");
        }
    }

    @Test
    void aFilterOnADateSortKeyReadsOnlyTheRowGroupsAndPagesOfItsRange() throws IOException {
        ConversionReceipt keyed = convert("by_day", "key: [id]", "upsert", "[day]", 3, ROWS);
        ConversionReceipt keyless = convert("by_day_all", "", "append", "[day]", 3, ROWS);
        ConversionReceipt unsorted = convert("unsorted", "key: [id]", "upsert", "", 3, ROWS);
        FilterPredicate twoDays = days(40, 41);
        for (ConversionReceipt sorted : List.of(keyed, keyless)) {
            assertThat(read(sorted, days(0, DAYS))).isEqualTo(new Read(10, ROWS));
            assertThat(read(sorted, twoDays).rowGroups()).isOne();
            // 200 rows, in pages of 100.
            assertThat(read(sorted, twoDays).rows()).isBetween(200L, 300L);
        }
        assertThat(read(unsorted, twoDays)).isEqualTo(new Read(10, ROWS));
    }

    @Test
    void everyColumnHasLeastAndGreatestValuesButTimestamps() throws IOException {
        ConversionReceipt receipt = convert("statistics", "key: [id]", "upsert", "[at]", 3, ROWS);
        try (ParquetFileReader reader = open(receipt)) {
            for (BlockMetaData rowGroup : reader.getRowGroups()) {
                for (ColumnChunkMetaData column : rowGroup.getColumns()) {
                    boolean timestamp = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
                    assertThat(timestamp)
                            .isEqualTo(column.getPath().toDotString().equals("at"));
                    assertThat(column.getStatistics().hasNonNullValue())
                            .as("%s: %s", column.getPath(), column.getStatistics())
                            .isNotEqualTo(timestamp);
                    assertThat(reader.readColumnIndex(column) == null)
                            .as("no index of %s", column.getPath())
                            .isEqualTo(timestamp);
                    assertThat(column.getStatistics().isNumNullsSet()).isTrue();
                }
            }
        }
    }

    /** What a reader with this filter reads: the row groups that the footers leave, and in them the rows of the pages. */
    private record Read(int rowGroups, long rows) {}

    private static Read read(ConversionReceipt receipt, FilterPredicate filter) throws IOException {
        Configuration configuration = bench.session().sparkContext().hadoopConfiguration();
        try (ParquetFileReader reader = ParquetFileReader.open(
                file(receipt),
                HadoopReadOptions.builder(configuration)
                        .withRecordFilter(FilterCompat.get(filter))
                        .build())) {
            return new Read(reader.getRowGroups().size(), reader.getFilteredRecordCount());
        }
    }

    private static FilterPredicate days(int from, int to) {
        IntColumn day = FilterApi.intColumn("day");
        return FilterApi.and(FilterApi.gtEq(day, (int) FIRST_DAY.plusDays(from).toEpochDay()), FilterApi.ltEq(day, (int)
                FIRST_DAY.plusDays(to).toEpochDay()));
    }

    private static ParquetFileReader open(ConversionReceipt receipt) throws IOException {
        return ParquetFileReader.open(file(receipt));
    }

    private static HadoopInputFile file(ConversionReceipt receipt) throws IOException {
        assertThat(receipt.parquet()).hasSize(1);
        S3Location url = receipt.parquet().get(0).url();
        return HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(url.toString()),
                bench.session().sparkContext().hadoopConfiguration());
    }

    /** Converts rows whose days, a hundred rows each, come in no order. */
    private static ConversionReceipt convert(
            String dataset, String key, String mode, String sortkey, int files, int rows) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (int file = 0; file < files; file++) {
            int first = file;
            List<String> lines = new ArrayList<>(List.of("id,symbol,day,at,price"));
            IntStream.range(0, rows).filter(i -> i % files == first).forEach(i -> {
                LocalDate day = FIRST_DAY.plusDays(i * 37L % DAYS);
                lines.add("%d,S%d,%s,%sT10:00:%02dZ,%d.25".formatted(i, i % 5, day, day, i % 60, i % 1000));
            });
            texts.put("%03d.csv".formatted(file), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        String contract = TRADES.formatted(dataset, key, mode, sortkey.isEmpty() ? "" : ", sortkey: " + sortkey);
        Delivery delivery = bench.deliver(contract, texts, OptionalLong.empty());
        ConversionReceipt receipt = bench.convert(delivery);
        assertThat(receipt.reasons()).isEmpty();
        assertThat(receipt.staged()).isEqualTo(rows);
        return receipt;
    }
}
