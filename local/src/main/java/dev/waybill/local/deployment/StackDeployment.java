package dev.waybill.local.deployment;

import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.operate.Commands;
import dev.waybill.operate.Deployment;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A deployed stack, whose outputs say where its parts are. Credentials and region are found as the AWS CLI finds them, and
 * so is all else that a profile or {@code AWS_…} says, other endpoints included.
 */
public final class StackDeployment implements OpenDeployment {
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Deployment deployment;

    private StackDeployment(String stack, Optional<String> profile, Optional<String> region) {
        Region place = region.map(Region::of).orElseGet(() -> region(profile));
        StackOutputs outputs = outputs(
                stack,
                profile,
                with(CloudFormationClient.builder(), profile, place).build());
        RedshiftDataClient redshift =
                with(RedshiftDataClient.builder(), profile, place).build();
        this.deployment = new Deployment(
                with(S3Client.builder(), profile, place).build(),
                with(SfnClient.builder(), profile, place).build(),
                new RedshiftDataWarehouse(redshift, outputs.warehouse(), Pause.sleeping()),
                outputs.stateMachineArn(),
                outputs.contracts(),
                outputs.sourceBucketPrefix(),
                outputs.processedBucketPrefix(),
                commands(stack, profile, region));
    }

    /**
     * Finds a stack.
     *
     * @param profile of the AWS CLI's configuration
     * @throws TerminalException if there is no such stack, or no credentials or region
     */
    public static StackDeployment find(String stack, Optional<String> profile, Optional<String> region) {
        return new StackDeployment(stack, profile, region);
    }

    private static Commands commands(String stack, Optional<String> profile, Optional<String> region) {
        List<String> options = new ArrayList<>(List.of("--aws", "--stack-name", stack));
        profile.ifPresent(name -> options.addAll(List.of("--profile", name)));
        region.ifPresent(name -> options.addAll(List.of("--region", name)));
        return Commands.with(options.toArray(String[]::new));
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B with(
            B builder, Optional<String> profile, Region region) {
        // A profile that is named goes before credentials of the environment, as for the AWS CLI.
        profile.ifPresent(name -> builder.credentialsProvider(ProfileCredentialsProvider.create(name))
                .overrideConfiguration(override -> override.defaultProfileName(name)));
        return builder.region(region).httpClient(http);
    }

    private static Region region(Optional<String> profile) {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile.orElse(null))
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw new TerminalException("There is no region. Name one with --region, AWS_REGION or in the profile", e);
        }
    }

    private static StackOutputs outputs(String stack, Optional<String> profile, CloudFormationClient client) {
        try (client) {
            return new StackOutputs(
                    stack,
                    client.describeStacks(request -> request.stackName(stack)).stacks().get(0).outputs().stream()
                            .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
        } catch (AwsServiceException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                throw new TerminalException(
                        "There is no stack " + stack
                                + " in this account and region. Name it with --stack-name, or another"
                                + " place with --region or --profile",
                        e);
            }
            throw AwsErrors.of("Cannot look up the stack " + stack, e);
        } catch (SdkException e) {
            // What it says has every place that it looked at, with reasons of its own.
            String message = String.valueOf(e.getMessage());
            if (message.startsWith("Unable to load credentials")
                    || message.startsWith("Profile file contained no credentials")) {
                throw new TerminalException(
                        "There are no AWS credentials"
                                + profile.map(name -> " in the profile " + name).orElse("")
                                + ". Log in as for the AWS CLI (aws configure, aws sso login), or name"
                                + " a profile with --profile or AWS_PROFILE. --debug shows where they were looked for",
                        e);
            }
            throw AwsErrors.of("Cannot look up the stack " + stack, e);
        }
    }

    @Override
    public Deployment deployment() {
        return deployment;
    }

    @Override
    public void close() {
        deployment.s3().close();
        deployment.states().close();
        http.close();
    }
}
