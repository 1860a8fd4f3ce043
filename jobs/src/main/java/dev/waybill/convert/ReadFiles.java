package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.s3.S3Location;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/** What a Spark task does: reads the files of its group. */
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
    public Iterator<InternalRow> call(Integer partition, Iterator<FileGroup> group) {
        Delivery delivery = documents.value().delivery();
        QuarantineFile rejected = new QuarantineFile(
                delivery,
                S3Location.parse(quarantine),
                partition,
                configuration.value().value());
        return new TypedRows(
                delivery,
                documents.value().contract(),
                configuration.value().value(),
                partition,
                group.next().places(),
                rejected,
                accounts);
    }
}
