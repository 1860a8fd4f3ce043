package dev.waybill.local.cli;

import dev.waybill.error.AwsErrors;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a person can do when AWS lets a command not in. */
final class AwsAdvice {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and each service's common errors.
    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedException");
    private static final Set<String> UNKNOWN = Set.of(
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException");

    private AwsAdvice() {}

    /** One or two sentences; empty for what isn't about being let in. */
    static Optional<String> about(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> ofOne(cause).stream())
                .findFirst();
    }

    private static Optional<String> ofOne(Throwable failure) {
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            String code = String.valueOf(answer.awsErrorDetails().errorCode());
            if (DENIED.contains(code)) {
                return Optional.of(
                        "Your AWS identity lacks this permission. The stack has policies with all that these commands need:"
                                + " attach the one of its output LookPolicyArn to who may look, and that of OperatePolicyArn, too, to"
                                + " who may replay, undo and resubmit");
            }
            if (UNKNOWN.contains(code)) {
                return Optional.of(
                        "AWS doesn't know these credentials. Name others with --profile, or correct AWS_PROFILE or AWS_ACCESS_KEY_ID");
            }
            if (AwsErrors.isExpired(answer)) {
                return Optional.of("Log in again, as for the AWS CLI");
            }
        }
        return Optional.empty();
    }
}
