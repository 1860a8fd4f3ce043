package dev.waybill.warehouse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataException;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;

/** The Data API with an answer for each call, in their order; an exception is an answer, too. */
final class ScriptedDataApi implements RedshiftDataClient {
    final List<ExecuteStatementRequest> executed = new ArrayList<>();
    final List<BatchExecuteStatementRequest> executedTogether = new ArrayList<>();
    final List<ListStatementsRequest> listed = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private Optional<SdkException> last = Optional.empty();

    ScriptedDataApi answering(Object... script) {
        answers.addAll(Arrays.asList(script));
        return this;
    }

    /** From when the script is through, each call is answered so. */
    ScriptedDataApi answeringAlways(SdkException answer) {
        last = Optional.of(answer);
        return this;
    }

    /** A statement that was handed over, ran, and returned these rows. */
    ScriptedDataApi answeringRows(List<List<Field>> rows) {
        return answering(started("session"), finished(true), page(rows, ""));
    }

    /** A statement that was handed over and ran. */
    ScriptedDataApi answeringDone() {
        return answering(started("session"), finished(false));
    }

    /** A statement that was handed over and failed in the database. */
    ScriptedDataApi answeringError(String error) {
        return answering(started("session"), failed(error));
    }

    boolean isThrough() {
        return answers.isEmpty();
    }

    static ExecuteStatementResponse started(String session) {
        return ExecuteStatementResponse.builder().id("id").sessionId(session).build();
    }

    static BatchExecuteStatementResponse startedTogether(String session) {
        return BatchExecuteStatementResponse.builder()
                .id("id")
                .sessionId(session)
                .build();
    }

    static DescribeStatementResponse running() {
        return DescribeStatementResponse.builder().status(StatusString.STARTED).build();
    }

    static DescribeStatementResponse finished(boolean hasResult) {
        return DescribeStatementResponse.builder()
                .status(StatusString.FINISHED)
                .hasResultSet(hasResult)
                .build();
    }

    static DescribeStatementResponse failed(String error) {
        return DescribeStatementResponse.builder()
                .status(StatusString.FAILED)
                .error(error)
                .build();
    }

    static DescribeStatementResponse ended(StatusString status, SubStatementData... parts) {
        return DescribeStatementResponse.builder()
                .status(status)
                .subStatements(parts)
                .build();
    }

    static SubStatementData part(long rows) {
        return SubStatementData.builder().resultRows(rows).build();
    }

    static SubStatementData partFailed(String error) {
        return SubStatementData.builder()
                .status("FAILED")
                .error(error)
                .resultRows(-1L)
                .build();
    }

    /** {@code next} is where the next page is; empty for the last page. */
    static GetStatementResultResponse page(List<List<Field>> rows, String next) {
        GetStatementResultResponse.Builder page =
                GetStatementResultResponse.builder().records(rows);
        return next.isEmpty() ? page.build() : page.nextToken(next).build();
    }

    /** The connection broke: whether the call arrived isn't known. */
    static SdkException lost() {
        return SdkClientException.create("Connection reset");
    }

    static SdkException refused(int status, String code, String message) {
        return (SdkException) RedshiftDataException.builder()
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
        executed.add(request);
        return next(ExecuteStatementResponse.class);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        executedTogether.add(request);
        return next(BatchExecuteStatementResponse.class);
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return next(DescribeStatementResponse.class);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return next(GetStatementResultResponse.class);
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        listed.add(request);
        return next(ListStatementsResponse.class);
    }

    private <T> T next(Class<T> type) {
        if (answers.isEmpty() && last.isPresent()) {
            throw last.get();
        }
        if (answers.isEmpty()) {
            throw new AssertionError("The test has no answer left, a " + type.getSimpleName() + " is asked for");
        }
        Object answer = answers.remove();
        if (answer instanceof SdkException e) {
            throw e;
        }
        return type.cast(answer);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
