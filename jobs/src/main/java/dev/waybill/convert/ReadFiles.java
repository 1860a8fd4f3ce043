package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What a Spark task does: reads its files. Contract and delivery travel as the documents that they are, since only the
 * driver may read S3 for them.
 */
final class ReadFiles implements Function2<Integer, Iterator<Integer>, Iterator<Row>> {
    private static final long serialVersionUID = 1L;
    private final String deliveryJson;
    private final byte[] yaml;
    private final String quarantine;
    private final SerializableConfiguration configuration;
    private final AccountAccumulator accounts;

    ReadFiles(
            String deliveryJson,
            byte[] yaml,
            S3Location quarantine,
            SerializableConfiguration configuration,
            AccountAccumulator accounts) {
        this.deliveryJson = deliveryJson;
        this.yaml = yaml;
        this.quarantine = quarantine.toString();
        this.configuration = configuration;
        this.accounts = accounts;
    }

    @Override
    public Iterator<Row> call(Integer partition, Iterator<Integer> files) {
        Delivery delivery =
                ReceiptJson.read(deliveryJson.getBytes(StandardCharsets.UTF_8), Delivery.class, "the delivery");
        Contract contract = ContractParser.parse(yaml, delivery.contract().toString());
        QuarantineFile rejected =
                new QuarantineFile(delivery, S3Location.parse(quarantine), partition, configuration.value());
        return new TypedRows(delivery, contract, configuration.value(), partition, files, rejected, accounts);
    }
}
