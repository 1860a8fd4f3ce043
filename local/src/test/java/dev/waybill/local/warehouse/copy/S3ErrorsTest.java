package dev.waybill.local.warehouse.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.s3.S3Location;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
    private static final S3Location FILE = S3Location.parse("s3://processed/a.parquet");
    private final SdkException slowDown = S3Exception.builder()
            .statusCode(503)
            .awsErrorDetails(AwsErrorDetails.builder()
                    .errorCode("SlowDown")
                    .errorMessage("Please reduce your request rate.")
                    .build())
            .build();
    private final SdkException lost = SdkClientException.create("Connection reset");

    @Test
    void whatS3AnswersForTheManifestIsSaidByCopy() {
        assertThat(S3Errors.ofManifest(slowDown)).hasMessage("""
                ERROR: Problem reading manifest file - S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown
                  Detail:
                  -----------------------------------------------
                  error:  Problem reading manifest file - S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown
                  code:      8001
                  context:
                  -----------------------------------------------""");
    }

    @Test
    void aConnectionThatIsLostForTheManifestIsSaidByCopy() {
        assertThat(S3Errors.ofManifest(lost)).hasMessage("""
                ERROR: Problem reading manifest file - S3CurlException: Connection reset, CanRetry 1, UserError 0
                  Detail:
                  -----------------------------------------------
                  error:  Problem reading manifest file - S3CurlException: Connection reset, CanRetry 1, UserError 0
                  code:      9001
                  context:
                  -----------------------------------------------""");
    }

    @Test
    void whatS3AnswersForAFileIsSaidBySpectrum() {
        ScanFault fault = S3Errors.ofFile(FILE, slowDown);
        assertThat(fault).hasMessage("""
                ERROR: Spectrum Scan Error
                  Detail:
                  -----------------------------------------------
                  error:  Spectrum Scan Error
                  code:      15001
                  context:   Error: HTTP response error code: 503 Message: SlowDown Please reduce your request rate., File name: s3://processed/a.parquet
                  -----------------------------------------------""");
        assertThat(fault.file()).isEqualTo("s3://processed/a.parquet");
    }

    @Test
    void aConnectionThatIsLostForAFileIsSaidBySpectrum() {
        assertThat(S3Errors.ofFile(FILE, lost)).hasMessage("""
                ERROR: S3Query Exception Connection failed, retries exceeded.
                  Detail:
                  -----------------------------------------------
                  error:  S3Query Exception Connection failed, retries exceeded.
                  code:      15005
                  context:   Connection reset, File name: s3://processed/a.parquet
                  -----------------------------------------------""");
    }
}
