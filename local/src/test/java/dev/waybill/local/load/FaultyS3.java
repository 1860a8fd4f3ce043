package dev.waybill.local.load;

import dev.waybill.local.load.Faults.Call;
import dev.waybill.local.load.Faults.Place;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 on a bad day. */
final class FaultyS3 implements S3Client {
    private final S3Client s3;
    private final Faults faults;
    private final Place place;
    private final Set<Fault> possible;

    private FaultyS3(S3Client s3, Faults faults, Place place, Set<Fault> possible) {
        this.s3 = s3;
        this.faults = faults;
        this.place = place;
        this.possible = possible;
    }

    /** As a job meets it, which may be killed at it. */
    static FaultyS3 ofJob(S3Client s3, Faults faults) {
        return new FaultyS3(s3, faults, new Place("S3", 0.04, FaultyS3::answer), Fault.OF_CALLER);
    }

    /** As Step Functions meets it. */
    static FaultyS3 ofStates(S3Client s3, Faults faults) {
        return new FaultyS3(s3, faults, new Place("S3 of states", 0.2, FaultyS3::answer), Fault.OF_SERVICE);
    }

    /** As the warehouse meets it while it runs a COPY. */
    static FaultyS3 ofCopy(S3Client s3, Faults faults) {
        return new FaultyS3(s3, faults, new Place("S3 under COPY", 0.04, FaultyS3::answer), Fault.OF_SERVICE);
    }

    /** Those that the SDK gives after its own retries. */
    private static RuntimeException answer(Fault fault) {
        return switch (fault) {
            case THROTTLED -> answer("SlowDown", 503, "Please reduce your request rate.");
            case CREDENTIALS_EXPIRED -> answer("ExpiredToken", 400, "The provided token has expired.");
            default -> answer("InternalError", 500, "We encountered an internal error. Please try again.");
        };
    }

    private static RuntimeException answer(String code, int status, String message) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private <T> T asked(Call<T> call) {
        return faults.around(place, possible, call);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return asked(() -> s3.getObject(request, transformer));
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return asked(() -> s3.putObject(request, body));
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return asked(() -> s3.headObject(request));
    }

    @Override
    public String serviceName() {
        return s3.serviceName();
    }

    @Override
    public void close() {
        // The client that it wraps is its owner's.
    }
}
