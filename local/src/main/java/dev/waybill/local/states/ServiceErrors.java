package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Names the errors of one AWS service as Step Functions does: {@code Glue.CrawlerRunningException}.
 *
 * @param prefix of the service, {@code Glue}
 * @param base what the service's unspecific error is called after the prefix: {@code GlueException}, but
 *     {@code AWSLambdaException} where the integration is older than the SDK's second version
 */
record ServiceErrors(String prefix, String base) {
    /** One call of the service. */
    @FunctionalInterface
    interface Call {
        JsonNode run(JsonNode arguments) throws TaskFailedException;
    }

    TaskHandler naming(Call call) {
        return arguments -> {
            try {
                return call.run(arguments);
            } catch (SdkServiceException e) {
                throw new TaskFailedException(prefix + "." + name(e), String.valueOf(e.getMessage()));
            } catch (SdkClientException e) {
                throw new TaskFailedException(prefix + ".SdkClientException", String.valueOf(e.getMessage()));
            }
        };
    }

    private String name(SdkServiceException e) {
        Class<?> type = e.getClass();
        boolean unspecific = type.getSuperclass().getSimpleName().equals("AwsServiceException");
        return unspecific ? base : type.getSimpleName();
    }
}
