package dev.waybill.local.load;

import dev.waybill.local.load.Faults.Call;
import dev.waybill.local.load.Faults.Place;
import dev.waybill.local.warehouse.ForwardingRedshiftData;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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

/** The Data API on a bad day. What was handed over to it runs on, whatever becomes of the caller. */
final class FaultyClient extends ForwardingRedshiftData {
    private static final Place CALL = new Place("Data API", 0.02, FaultyClient::answer);

    /** There is one of them in a load, and it is what must be done once. */
    private static final Place TRANSACTION = new Place("transaction", 0.1, FaultyClient::answer);

    private final Faults faults;

    FaultyClient(RedshiftDataClient client, Faults faults) {
        super(client);
        this.faults = faults;
    }

    private static RuntimeException answer(Fault fault) {
        return switch (fault) {
            case THROTTLED -> answer("ThrottlingException", 400, "Rate exceeded");
            case CREDENTIALS_EXPIRED -> answer("ExpiredTokenException", 400, "The security token is expired");
            case SESSION_EXPIRED ->
                ValidationException.builder()
                        .message("Session is not available")
                        .statusCode(400)
                        .build();
            default -> answer("InternalServerException", 500, "Internal server error");
        };
    }

    private static RuntimeException answer(String code, int status, String message) {
        return RedshiftDataException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("RedshiftData")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private <T> T asked(Call<T> call) {
        return faults.around(CALL, Fault.OF_CALLER, call);
    }

    private <T> T handedOver(Place place, @Nullable String session, Set<Fault> possible, Call<T> call) {
        return faults.around(place, session == null ? possible : Fault.and(possible, Fault.SESSION_EXPIRED), call);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return handedOver(
                CALL,
                request.sessionId(),
                Fault.and(Fault.OF_CALLER, Fault.TIMED_OUT),
                () -> super.executeStatement(request));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return handedOver(
                TRANSACTION,
                request.sessionId(),
                Fault.and(Fault.OF_CALLER, Fault.TIMED_OUT, Fault.DONE_TWICE),
                () -> super.batchExecuteStatement(request));
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return asked(() -> super.describeStatement(request));
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return asked(() -> super.getStatementResult(request));
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        return asked(() -> super.listStatements(request));
    }

    @Override
    public CancelStatementResponse cancelStatement(CancelStatementRequest request) {
        return asked(() -> super.cancelStatement(request));
    }
}
