package dev.waybill.local.warehouse;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.redshiftdata.model.ResourceNotFoundException;
import software.amazon.awssdk.services.redshiftdata.model.ValidationException;

/** The Data API's refusals, formed like those that come over the wire. */
final class ApiErrors {
    private ApiErrors() {}

    static ValidationException validation(String message) {
        return ValidationException.builder()
                .statusCode(400)
                .awsErrorDetails(details("ValidationException", message))
                .build();
    }

    static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder()
                .statusCode(400)
                .awsErrorDetails(details("ResourceNotFoundException", message))
                .build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("RedshiftData")
                .build();
    }
}
