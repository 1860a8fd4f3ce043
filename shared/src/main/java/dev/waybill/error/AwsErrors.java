package dev.waybill.error;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place that says what a failed call of an AWS service means for its caller. */
public final class AwsErrors {
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    private AwsErrors() {}

    /**
     * Transient: a lost connection, a throttle, a fault of the service, credentials that expired. Anything else that the
     * service answered stays.
     *
     * @param attempt what was tried, as the beginning of a sentence: {@code Cannot read s3://…}
     */
    public static WaybillException of(String attempt, SdkException e) {
        String message = attempt + ": " + e.getMessage();
        return passes(e) ? new TransientException(message, e) : new TerminalException(message, e);
    }

    /** Whether the same call may succeed later. Credentials that expired are fetched anew for the next call. */
    public static boolean passes(SdkException e) {
        return e.retryable()
                || !(e instanceof AwsServiceException service)
                || service.isThrottlingException()
                || service.statusCode() >= 500
                || isExpired(service);
    }

    /** Whether it refuses credentials that were right until a moment ago. */
    public static boolean isExpired(AwsServiceException e) {
        return EXPIRED.contains(code(e));
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }
}
