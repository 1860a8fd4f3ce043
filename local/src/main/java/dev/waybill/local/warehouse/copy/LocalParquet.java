package dev.waybill.local.warehouse.copy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Parquet files on this machine. */
public final class LocalParquet {
    private LocalParquet() {}

    /**
     * Opens a file without Hadoop's configuration, whose files would be parsed for every file that is read. Each reader has options
     * of its own: they hold the decompressors, which a reader that is closed gives back while another one uses them.
     *
     * @throws RuntimeException if it isn't Parquet
     */
    public static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    }
}
