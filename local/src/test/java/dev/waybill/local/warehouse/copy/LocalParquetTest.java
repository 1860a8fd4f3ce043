package dev.waybill.local.warehouse.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.warehouse.ExampleParquet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalParquetTest {
    private static final int ROWS = 50;
    private static final int THREADS = 4;
    private static final int READS = 250;

    @TempDir
    Path folder;

    @Test
    void readersThatAreOpenTogetherDontDisturbEachOther() throws Exception {
        List<Consumer<Group>> rows = IntStream.range(0, ROWS)
                .<Consumer<Group>>mapToObj(row -> group -> group.append("id", row))
                .toList();
        Path file = Files.write(
                folder.resolve("rows.parquet"), ExampleParquet.file("message m { optional int32 id; }", rows));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (int read = 0; read < THREADS * READS; read++) {
                sums.add(threads.submit(() -> sum(file)));
            }
            for (Future<Long> sum : sums) {
                assertThat(sum.get()).isEqualTo(ROWS * (ROWS - 1L) / 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sum(Path file) throws IOException {
        long sum = 0;
        try (ParquetFileReader reader = LocalParquet.open(new LocalInputFile(file))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore page = reader.readNextRowGroup(); page != null; page = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(page, new GroupRecordConverter(schema));
                for (long row = 0; row < page.getRowCount(); row++) {
                    sum += records.read().getInteger("id", 0);
                }
            }
        }
        return sum;
    }
}
