package dev.waybill.provision;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Clients that give up a call that hangs, with all its attempts, while there still is time to answer CloudFormation. By
 * default, they would try for minutes.
 */
final class AwsClients {
    /** The Data API answers at once; statements run on without it. */
    static final Duration WAREHOUSE_CALL = Duration.ofSeconds(30);

    /** For the jobs' jar of 14 MB: enough at 3 Mbit/s. */
    static final Duration S3_CALL = Duration.ofSeconds(45);

    private AwsClients() {}

    static RedshiftDataClientBuilder redshift() {
        return RedshiftDataClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(WAREHOUSE_CALL));
    }

    static S3ClientBuilder s3() {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(S3_CALL));
    }
}
