package dev.waybill.local.warehouse.copy;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A Parquet file that was fetched, one row group in memory at a time. */
record ParquetFile(S3Location url, Path local) {
    void writeRows(List<TableColumn> columns, CopyBuffer buffer) throws IOException, SQLException {
        try (ParquetFileReader reader = open()) {
            MessageType schema = reader.getFileMetaData().getSchema();
            RowConverter row = new RowConverter(ColumnMapping.of(url, schema, columns));
            MessageColumnIO io = new ColumnIOFactory().getColumnIO(schema);
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                RecordReader<@Nullable String[]> records = io.getRecordReader(group, row.materializer());
                for (long i = 0; i < group.getRowCount(); i++) {
                    buffer.write(records.read());
                }
            }
        }
    }

    // The reader tells a file that isn't Parquet by a plain RuntimeException.
    private ParquetFileReader open() throws IOException {
        InputFile file = new LocalInputFile(local);
        try {
            return LocalParquet.open(file);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).replace(file.toString(), "it");
            throw ScanFault.scan(15001, "File '" + url + "' cannot be read: " + reason)
                    .in(url);
        }
    }
}
