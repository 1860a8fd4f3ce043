package dev.waybill.convert;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Gives the rejected rows of a file's parts their lines in the file. A part's reader counts from the part's beginning: how many
 * lines are before it is known when all parts are read.
 */
final class QuarantineLines {
    private final JavaSparkContext context;
    private final S3Location folder;

    QuarantineLines(JavaSparkContext context, S3Location folder) {
        this.context = context;
        this.folder = folder;
    }

    /**
     * The quarantine file of one part.
     *
     * @param linesBefore how many lines of the file end before the part
     */
    private record PartFile(String counted, String placed, long linesBefore) implements Serializable {}

    /** Replaces the quarantine files of all parts behind the first ones. */
    void place(PartedFiles files) {
        List<PartFile> rejected = files.parts().stream()
                .filter(part -> part.part() > 0 && part.count().rejected() > 0)
                .map(part -> new PartFile(
                        QuarantineFile.ofPart(folder, part.partition()).toString(),
                        QuarantineFile.ofTask(folder, part.partition()).toString(),
                        files.linesBefore(part.file(), part.part())))
                .toList();
        if (!rejected.isEmpty()) {
            Broadcast<SerializableConfiguration> configuration =
                    context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
            context.parallelize(rejected, rejected.size())
                    .foreach(file -> place(file, configuration.value().value()));
        }
    }

    private static void place(PartFile file, Configuration configuration) throws IOException {
        Path counted = HadoopPaths.of(S3Location.parse(file.counted()));
        FileSystem files = counted.getFileSystem(configuration);
        if (!files.exists(counted)) {
            // A task that ran before this one, and whose answer was lost, did it.
            return;
        }
        try (ParquetReader<Group> rows = ParquetReader.builder(new GroupReadSupport(), counted)
                        .withConf(configuration)
                        .build();
                ParquetWriter<Group> writer = QuarantineFile.writer(S3Location.parse(file.placed()), configuration)) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                writer.write(QuarantineFile.moved(row, file.linesBefore()));
            }
        }
        files.delete(counted, false);
    }
}
