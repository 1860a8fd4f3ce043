package dev.waybill.local.deployment;

import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.s3.LocalCredentials;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.operate.Commands;
import dev.waybill.operate.Deployment;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The pipeline that another process runs on a home. */
final class RunningDeployment implements OpenDeployment {
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final S3Client s3;
    private final SfnClient states;
    private final RedshiftDataClient redshift;
    private final Commands commands;

    RunningDeployment(Path home, RunningPipeline running) {
        LocalCredentials credentials = LocalCredentials.of(home.resolve("s3"));
        AwsCredentialsProvider provider =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(credentials.id(), credentials.secret()));
        this.commands = Home.commands(home);
        URI api = URI.create("http://127.0.0.1:" + running.apiPort());
        this.s3 = LocalS3.client(URI.create("http://127.0.0.1:" + running.s3Port()), credentials);
        this.states = SfnClient.builder()
                .endpointOverride(api)
                .region(LocalS3.REGION)
                .credentialsProvider(provider)
                .httpClient(http)
                .build();
        this.redshift = RedshiftDataClient.builder()
                .endpointOverride(api)
                .region(LocalS3.REGION)
                .credentialsProvider(provider)
                .httpClient(http)
                .build();
    }

    @Override
    public Deployment deployment() {
        return LocalPipeline.deployment(s3, states, redshift, commands);
    }

    @Override
    public void close() {
        redshift.close();
        states.close();
        s3.close();
        http.close();
    }
}
