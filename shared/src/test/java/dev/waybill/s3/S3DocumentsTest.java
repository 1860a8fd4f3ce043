package dev.waybill.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3DocumentsTest {
    private static final S3Location DOCUMENT = S3Location.parse("s3://bucket/folder/document.json");
    private final S3Client s3 = Mockito.mock(S3Client.class, Mockito.CALLS_REAL_METHODS);

    private void refuse(int status) {
        Mockito.doThrow(S3Exception.builder()
                        .statusCode(status)
                        .message("so the test says")
                        .build())
                .when(s3)
                .putObject(Mockito.any(PutObjectRequest.class), Mockito.any(RequestBody.class));
    }

    @Test
    void aDocumentIsCreatedOnlyWhereNoneIs() {
        ArgumentCaptor<PutObjectRequest> request = ArgumentCaptor.forClass(PutObjectRequest.class);
        Mockito.doReturn(PutObjectResponse.builder().build())
                .when(s3)
                .putObject(request.capture(), Mockito.any(RequestBody.class));
        assertThat(new S3Documents(s3).create(DOCUMENT, "{}")).isTrue();
        assertThat(request.getValue())
                .isEqualTo(PutObjectRequest.builder()
                        .bucket("bucket")
                        .key("folder/document.json")
                        .contentType("application/json")
                        .ifNoneMatch("*")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 409})
    void oneThatIsThereOrThatAnotherRequestMakesIsNoError(int status) {
        refuse(status);
        assertThat(new S3Documents(s3).create(DOCUMENT, "{}")).isFalse();
    }

    @Test
    void whatElseS3SaysIsOne() {
        refuse(403);
        assertThatThrownBy(() -> new S3Documents(s3).create(DOCUMENT, "{}"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot write s3://bucket/folder/document.json: so the test says");
        refuse(503);
        assertThatThrownBy(() -> new S3Documents(s3).create(DOCUMENT, "{}"))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot write s3://bucket/folder/document.json: so the test says");
    }
}
