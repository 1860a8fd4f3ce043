package dev.waybill.load;

import dev.waybill.job.GlueArguments;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The Glue job: {@code --delivery s3://…/delivery.json} and the warehouse, see {@link LoadBatchSettings}. */
public final class LoadBatchJob {
    private LoadBatchJob() {}

    public static void main(String[] args) {
        try (S3Client s3 = S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                RedshiftDataClient redshift = RedshiftDataClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            run(GlueArguments.parse(args), s3, redshift);
        }
    }

    /** The job with clients of the caller's. */
    public static void run(GlueArguments arguments, S3Client s3, RedshiftDataClient redshift) {
        LoadBatchSettings settings = LoadBatchSettings.of(arguments);
        S3Location delivery = S3Location.parse(arguments.get("--delivery"));
        new LoadBatch(s3, redshift, settings, Pause.sleeping()).run(delivery);
    }
}
