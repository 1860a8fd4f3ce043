package dev.waybill.local.warehouse.copy;

import dev.waybill.s3.S3Location;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What Redshift says when S3 refuses, is busy or is out of reach. COPY reads its manifest itself, and Parquet files through
 * Spectrum, which has other words for the same. Those of a lost connection were seen in
 * github.com/harrystech/arthur-redshift-etl/pull/134.
 */
final class S3Errors {
    private S3Errors() {}

    static ScanFault ofManifest(SdkException e) {
        String problem = "Problem reading manifest file - ";
        if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            AwsErrorDetails details = answer.awsErrorDetails();
            return ScanFault.of(
                    8001,
                    "%sS3ServiceException:%s,Status %d,Error %s"
                            .formatted(problem, details.errorMessage(), answer.statusCode(), details.errorCode()),
                    "");
        }
        return ScanFault.of(9001, problem + "S3CurlException: " + e.getMessage() + ", CanRetry 1, UserError 0", "");
    }

    static ScanFault ofFile(S3Location url, SdkException e) {
        if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            AwsErrorDetails details = answer.awsErrorDetails();
            return ScanFault.scan(
                            15001,
                            "Error: HTTP response error code: %d Message: %s %s, File name: %s"
                                    .formatted(answer.statusCode(), details.errorCode(), details.errorMessage(), url))
                    .in(url);
        }
        return ScanFault.of(
                        15005,
                        "S3Query Exception Connection failed, retries exceeded.",
                        e.getMessage() + ", File name: " + url)
                .in(url);
    }
}
