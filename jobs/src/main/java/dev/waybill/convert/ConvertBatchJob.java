package dev.waybill.convert;

import dev.waybill.job.GlueArguments;
import dev.waybill.s3.S3Location;
import org.apache.spark.sql.SparkSession;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The Glue job: {@code --delivery s3://…/delivery.json --source_database … --processed_database …}. A batch that isn't
 * accepted is a verdict in the receipt, and the run succeeds; it fails only if the work couldn't be done.
 */
public final class ConvertBatchJob {
    private ConvertBatchJob() {}

    public static void main(String[] args) {
        try (S3Client s3 = S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                GlueClient glue = GlueClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            SparkSession spark = SparkSession.builder().appName("convert-batch").getOrCreate();
            run(GlueArguments.parse(args), spark, s3, glue);
        }
    }

    /** The job with a session and clients of the caller's. */
    public static void run(GlueArguments arguments, SparkSession spark, S3Client s3, GlueClient glue) {
        ConvertBatchSettings settings = ConvertBatchSettings.of(arguments);
        S3Location delivery = S3Location.parse(arguments.get("--delivery"));
        new ConvertBatch(spark, s3, glue, settings).run(delivery);
    }
}
