package dev.waybill.packages;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What the template tells a function that looks at the deployment that it is part of. */
final class DeploymentEnvironment {
    private DeploymentEnvironment() {}

    /**
     * With the services that all of these functions ask.
     *
     * @param dataApi where the Data API is
     * @param others variables that only this function has
     */
    static Map<String, String> of(LocalAws aws, URI dataApi, Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_REDSHIFT_DATA", dataApi.toString());
        environment.put("STATE_MACHINE_ARN", "arn:aws:states:eu-west-1:123456789012:stateMachine:waybill-load-batch");
        environment.put("CONTRACTS", "s3://waybill-artefacts-123456789012/contracts/");
        environment.put("SOURCE_BUCKET_PREFIX", "waybill-source-123456789012-");
        environment.put("PROCESSED_BUCKET_PREFIX", "waybill-processed-123456789012-");
        environment.put("STACK_NAME", "waybill");
        environment.put("WORKGROUP", "waybill");
        environment.put("DATABASE", "waybill");
        environment.putAll(others);
        return environment;
    }
}
