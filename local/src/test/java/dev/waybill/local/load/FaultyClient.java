package dev.waybill.local.load;

import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataException;
import software.amazon.awssdk.services.redshiftdata.model.ValidationException;

/** The Data API on a bad day: now and then a call fails before it is sent or after it was done, or the process dies there. */
final class FaultyClient implements RedshiftDataClient {
    private static final double OFTEN = 0.02;

    private final RedshiftDataClient client;
    private final Random random;

    /** A call of the Data API. */
    @FunctionalInterface
    private interface Call<T> {
        T run();
    }

    /** The process is gone; nothing that catches exceptions lives to see it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }

    FaultyClient(RedshiftDataClient client, Random random) {
        this.client = client;
        this.random = random;
    }

    private <T> T call(Call<T> call) {
        if (random.nextDouble() >= OFTEN) {
            return call.run();
        }
        switch (random.nextInt(6)) {
            case 0 -> throw new Killed();
            case 1 -> throw SdkClientException.create("Connection refused");
            case 2 -> throw refused("ThrottlingException", 400, "Rate exceeded");
            case 3 -> throw refused("InternalServerException", 500, "Internal server error");
            case 4 -> {
                call.run();
                throw new Killed();
            }
            default -> {
                call.run();
                throw SdkClientException.create("Read timed out");
            }
        }
    }

    private <T> T inSession(boolean hasSession, Call<T> call) {
        if (hasSession && random.nextDouble() < OFTEN / 2) {
            throw ValidationException.builder()
                    .message("Session is not available")
                    .statusCode(400)
                    .build();
        }
        return call(call);
    }

    private static RuntimeException refused(String code, int status, String message) {
        return RedshiftDataException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("RedshiftData")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return inSession(request.sessionId() != null, () -> client.executeStatement(request));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return inSession(request.sessionId() != null, () -> {
            if (random.nextDouble() < OFTEN) {
                // Another run of the same transaction, whose answer nobody hears.
                client.batchExecuteStatement(request);
            }
            return client.batchExecuteStatement(request);
        });
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return call(() -> client.describeStatement(request));
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return call(() -> client.getStatementResult(request));
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        return call(() -> client.listStatements(request));
    }

    @Override
    public CancelStatementResponse cancelStatement(CancelStatementRequest request) {
        return call(() -> client.cancelStatement(request));
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        // The client that it wraps is its owner's.
    }
}
