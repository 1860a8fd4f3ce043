package dev.waybill.convert;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
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
    private record Move(String from, String to, long linesBefore) implements Serializable {}

    /** Replaces the quarantine files of all parts behind the first ones. */
    void place(PartedFiles files) {
        List<Move> moves = files.parts().stream()
                .filter(part -> !part.part().isFirst() && part.count().rejected() > 0)
                .map(part -> new Move(
                        QuarantineFile.ofPart(folder, part.partition()).toString(),
                        QuarantineFile.ofTask(folder, part.partition()).toString(),
                        files.linesBefore(part.file(), part.part().number())))
                .toList();
        if (!moves.isEmpty()) {
            Broadcast<SerializableConfiguration> configuration =
                    context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
            context.parallelize(moves, moves.size())
                    .foreach(move -> copy(move, configuration.value().value()));
            // Only now, since a task may run twice.
            moves.forEach(this::removeSource);
        }
    }

    private void removeSource(Move move) {
        Path from = HadoopPaths.of(S3Location.parse(move.from()));
        try {
            from.getFileSystem(context.hadoopConfiguration()).delete(from, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + move.from() + ": " + e.getMessage(), e);
        }
    }

    private static void copy(Move move, Configuration configuration) throws IOException {
        ParquetWriter<Group> writer = QuarantineFile.writer(S3Location.parse(move.to()), configuration);
        try (ParquetReader<Group> rows = ParquetReader.builder(
                        new GroupReadSupport(), HadoopPaths.of(S3Location.parse(move.from())))
                .withConf(configuration)
                .build()) {
            for (Group row = rows.read(); row != null; row = rows.read()) {
                writer.write(QuarantineFile.moved(row, move.linesBefore()));
            }
        }
        // Not after a failure: closing would put in place what was written until then.
        writer.close();
    }
}
