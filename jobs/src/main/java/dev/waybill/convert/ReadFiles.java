package dev.waybill.convert;

import dev.waybill.s3.S3Location;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/** What a Spark task does: reads its group. */
final class ReadFiles implements Function2<Integer, Iterator<FileGroup>, Iterator<InternalRow>> {
    private static final long serialVersionUID = 1L;
    private final Broadcast<BatchDocuments> documents;
    private final String quarantine;
    private final Broadcast<SerializableConfiguration> configuration;
    private final PartitionAccumulator<PartitionAccount> accounts;

    ReadFiles(
            Broadcast<BatchDocuments> documents,
            S3Location quarantine,
            Broadcast<SerializableConfiguration> configuration,
            PartitionAccumulator<PartitionAccount> accounts) {
        this.documents = documents;
        this.quarantine = quarantine.toString();
        this.configuration = configuration;
        this.accounts = accounts;
    }

    @Override
    public Iterator<InternalRow> call(Integer partition, Iterator<FileGroup> groups) {
        FileGroup group = groups.next();
        S3Location folder = S3Location.parse(quarantine);
        return new TypedRows(
                documents.value().delivery(),
                documents.value().contract(),
                configuration.value().value(),
                partition,
                group,
                group.part().isFirst()
                        ? QuarantineFile.ofTask(folder, partition)
                        : QuarantineFile.ofPart(folder, partition),
                accounts);
    }
}
