package dev.waybill.local.quarantine;

import dev.waybill.error.AwsErrors;
import dev.waybill.local.warehouse.copy.LocalParquet;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads rejected rows, one row group of one file at a time, however many there are. */
public final class QuarantineReader {
    private final S3Client s3;

    public QuarantineReader(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Reads the rows of a folder, in the order of its files.
     *
     * @param wantsMore gets each row, and answers whether it wants another
     */
    public void read(S3Location folder, Predicate<RejectedRecord> wantsMore) {
        for (S3Location file : files(folder)) {
            if (!readFile(file, wantsMore)) {
                return;
            }
        }
    }

    private List<S3Location> files(S3Location folder) {
        try {
            return s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(folder.bucket()).prefix(folder.key()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith(".parquet"))
                    .map(key -> new S3Location(folder.bucket(), key))
                    // One that isn't finished.
                    .filter(file -> !file.fileName().startsWith("_"))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list " + folder, e);
        }
    }

    private boolean readFile(S3Location file, Predicate<RejectedRecord> wantsMore) {
        try {
            // A folder of its owner's only: rows are nobody else's business.
            Path folder = Files.createTempDirectory("waybill-quarantine");
            Path local = folder.resolve("rows.parquet");
            try {
                s3.getObject(
                        request -> request.bucket(file.bucket()).key(file.key()), ResponseTransformer.toFile(local));
                return readRows(local, wantsMore);
            } finally {
                Files.deleteIfExists(local);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read " + file, e);
        }
    }

    private static boolean readRows(Path local, Predicate<RejectedRecord> wantsMore) throws IOException {
        try (ParquetFileReader reader = LocalParquet.open(new LocalInputFile(local))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                RecordReader<Group> rows = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(group, new GroupRecordConverter(schema));
                for (long row = 0; row < group.getRowCount(); row++) {
                    if (!wantsMore.test(record(rows.read()))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static RejectedRecord record(Group row) {
        return new RejectedRecord(
                S3Location.parse(row.getString("file", 0)),
                row.getLong("position", 0),
                List.of(row.getString("reasons", 0).split("\n")),
                row.getString("raw", 0));
    }
}
