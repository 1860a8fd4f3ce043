package dev.waybill.local.quarantine;

import dev.waybill.error.AwsErrors;
import dev.waybill.local.warehouse.copy.LocalParquet;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

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
        for (S3InputFile file : files(folder)) {
            if (!readFile(file, wantsMore)) {
                return;
            }
        }
    }

    private List<S3InputFile> files(S3Location folder) {
        try {
            return s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(folder.bucket()).prefix(folder.key()))
                    .contents()
                    .stream()
                    .filter(object -> object.key().endsWith(".parquet"))
                    .map(object -> new S3InputFile(s3, new S3Location(folder.bucket(), object.key()), object.size()))
                    // One that isn't finished.
                    .filter(file -> !file.location().fileName().startsWith("_"))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list " + folder, e);
        }
    }

    private static boolean readFile(S3InputFile file, Predicate<RejectedRecord> wantsMore) {
        try {
            return readRows(file, wantsMore);
        } catch (IOException e) {
            if (e.getCause() instanceof SdkException cause) {
                throw AwsErrors.of("Cannot read " + file, cause);
            }
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read " + file, e);
        }
    }

    private static boolean readRows(S3InputFile file, Predicate<RejectedRecord> wantsMore) throws IOException {
        try (ParquetFileReader reader = LocalParquet.open(file)) {
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
                row.getString("raw", 0),
                row.getFieldRepetitionCount("raw_bytes") == 0
                        ? Optional.empty()
                        : Optional.of(row.getBinary("raw_bytes", 0).getBytes()));
    }
}
