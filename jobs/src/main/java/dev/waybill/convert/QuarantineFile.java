package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.convert.read.RawText;
import dev.waybill.convert.read.SourceRecord;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
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
 * it; a task without rejected rows makes none.
 */
final class QuarantineFile {
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

    QuarantineFile(Delivery delivery, S3Location folder, int partition, Configuration configuration) {
        this.delivery = delivery;
        this.location = folder.resolve("part-%05d.parquet".formatted(partition));
        this.configuration = configuration;
    }

    /** Adds a row. Its bytes are kept beside its text only where they are no text in the file's encoding. */
    void write(String file, SourceRecord record, List<String> reasons) throws IOException {
        if (writer == null) {
            writer = open();
        }
        RawText raw = record.raw().get();
        Group row = rows.newGroup()
                .append("file", file)
                .append("position", record.position())
                .append("reasons", String.join("\n", reasons))
                .append("raw", raw.readable());
        if (raw.hasUndecodableBytes()) {
            row.append("raw_bytes", Binary.fromConstantByteArray(raw.bytes()));
        }
        writer.write(row.append("batch", delivery.batch().toString()));
    }

    private ParquetWriter<Group> open() throws IOException {
        return ExampleParquetWriter.builder(HadoopOutputFile.fromPath(HadoopPaths.of(location), configuration))
                .withConf(configuration)
                .withType(SCHEMA)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
    }

    void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
