package dev.waybill.local.warehouse.copy;

import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;

/** Parquet files on this machine. */
public final class LocalParquet {
    private LocalParquet() {}

    /**
     * Opens a file without Hadoop's configuration, whose files would be parsed for every file that is read. Each reader has options
     * of its own: they hold the decompressors, which a reader that is closed gives back while another one uses them.
     *
     * @throws RuntimeException if it isn't Parquet; its message names it by the file's toString()
     */
    public static ParquetFileReader open(InputFile file) throws IOException {
        return ParquetFileReader.open(
                file,
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    }
}
