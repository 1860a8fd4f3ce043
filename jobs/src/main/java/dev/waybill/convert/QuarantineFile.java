package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.convert.read.RawText;
import dev.waybill.convert.read.SourceRecord;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of one task, as Parquet. The file's name is the task's number, so that a task that runs again replaces
 * it; a task without rejected rows makes none. Where positions aren't yet lines of the file, its name begins with {@code _},
 * which hides it from who reads the folder: see {@link QuarantineLines}.
 */
final class QuarantineFile {
    /** Who looks at some rows reads one row group, and holds it in memory, as the writer does. */
    private static final long ROW_GROUP = 8 << 20;

    private static final String POSITION = "position";
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message rejected {
              required binary file (STRING);
              required int64 position;
              required binary reasons (STRING);
              required binary raw (STRING);
              optional binary raw_bytes;
              required binary batch (STRING);
            }
            """);

    private final Delivery delivery;
    private final S3Location location;
    private final Configuration configuration;
    private final SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    private @Nullable ParquetWriter<Group> writer;

    /** A file at {@link #ofTask} or {@link #ofPart}. */
    QuarantineFile(Delivery delivery, S3Location location, Configuration configuration) {
        this.delivery = delivery;
        this.location = location;
        this.configuration = configuration;
    }

    static S3Location ofTask(S3Location folder, int partition) {
        return folder.resolve("part-%05d.parquet".formatted(partition));
    }

    /** The file of a task that reads a part behind a file's first one. */
    static S3Location ofPart(S3Location folder, int partition) {
        return folder.resolve("_part-%05d.parquet".formatted(partition));
    }

    /** Adds a row. Its bytes are kept beside its text only where they are no text in the file's encoding. */
    void write(String file, SourceRecord record, List<String> reasons) throws IOException {
        if (writer == null) {
            writer = writer(location, configuration);
        }
        RawText raw = record.raw().get();
        Group row = rows.newGroup()
                .append("file", file)
                .append(POSITION, record.position())
                .append("reasons", String.join("\n", reasons))
                .append("raw", raw.readable());
        if (raw.hasUndecodableBytes()) {
            row.append("raw_bytes", Binary.fromConstantByteArray(raw.bytes()));
        }
        writer.write(row.append("batch", delivery.batch().toString()));
    }

    /** A row of such a file, so many lines further down. */
    static Group moved(Group row, long lines) {
        Group moved = new SimpleGroup(SCHEMA);
        for (int i = 0; i < SCHEMA.getFieldCount(); i++) {
            String field = SCHEMA.getFieldName(i);
            if (field.equals(POSITION)) {
                moved.add(i, row.getLong(i, 0) + lines);
            } else if (row.getFieldRepetitionCount(i) > 0) {
                moved.add(i, row.getBinary(i, 0));
            }
        }
        return moved;
    }

    static ParquetWriter<Group> writer(S3Location location, Configuration configuration) throws IOException {
        return ExampleParquetWriter.builder(HadoopOutputFile.fromPath(HadoopPaths.of(location), configuration))
                .withConf(configuration)
                .withType(SCHEMA)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP)
                .build();
    }

    void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
