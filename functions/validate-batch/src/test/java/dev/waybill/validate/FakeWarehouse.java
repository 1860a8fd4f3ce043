package dev.waybill.validate;

import dev.waybill.warehouse.SqlStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
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
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/** A warehouse that knows the answer to some statements, by their whole text, and remembers what it was asked. */
final class FakeWarehouse implements RedshiftDataClient {
    /** Stands for NULL among the values of a row. */
    static final Object NULL = new Object();

    private static final String TRANSACTION = "transaction";
    private static final String FAILED_TRANSACTION = "failed transaction";

    private final Map<String, List<List<Field>>> answers = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();
    private final List<ExecuteStatementRequest> asked = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final Queue<String> changeErrors = new ArrayDeque<>();
    private Optional<SdkException> lostChange = Optional.empty();

    /** Answers with one row of booleans, whole numbers, texts and {@link #NULL}. */
    void answer(SqlStatement statement, Object... row) {
        answerRows(statement, List.of(row(row)));
    }

    void answerRows(SqlStatement statement, List<List<Field>> rows) {
        answers.put(statement.sql(), rows);
    }

    void fail(SqlStatement statement, String error) {
        errors.put(statement.sql(), error);
    }

    static List<Field> row(Object... values) {
        return Arrays.stream(values).map(FakeWarehouse::field).toList();
    }

    /** What it was asked, in order. */
    List<String> statements() {
        return asked.stream().map(ExecuteStatementRequest::sql).toList();
    }

    /** The parameters of the statement that was asked {@code index}th, from 0. */
    Map<String, String> parameters(int index) {
        return asked.get(index).parameters().stream()
                .collect(Collectors.toMap(SqlParameter::name, SqlParameter::value));
    }

    /** What it was told to change and did, in order. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** The next transaction, or the one after those that already fail, fails so. */
    void failNextChange(String error) {
        changeErrors.add(error);
    }

    /** From now on, whether a transaction was committed isn't known. */
    void loseChanges(SdkException e) {
        lostChange = Optional.of(e);
    }

    private static Field field(Object value) {
        if (value instanceof Boolean bool) {
            return Field.fromBooleanValue(bool);
        }
        if (value instanceof Number number) {
            return Field.fromLongValue(number.longValue());
        }
        return value.equals(NULL) ? Field.fromIsNull(true) : Field.fromStringValue(value.toString());
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        asked.add(request);
        return ExecuteStatementResponse.builder().id(request.sql()).build();
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        lostChange.ifPresent(e -> {
            throw e;
        });
        String error = changeErrors.poll();
        if (error != null) {
            errors.put(FAILED_TRANSACTION, error);
            return BatchExecuteStatementResponse.builder()
                    .id(FAILED_TRANSACTION)
                    .build();
        }
        changes.addAll(request.sqls());
        return BatchExecuteStatementResponse.builder().id(TRANSACTION).build();
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        if (request.id().equals(TRANSACTION)) {
            return DescribeStatementResponse.builder()
                    .status(StatusString.FINISHED)
                    .subStatements(List.of())
                    .build();
        }
        String error = errors.get(request.id());
        if (error != null) {
            return DescribeStatementResponse.builder()
                    .status(StatusString.FAILED)
                    .error(error)
                    .build();
        }
        if (!answers.containsKey(request.id())) {
            throw new AssertionError("The test has no answer to:\n" + request.id());
        }
        return DescribeStatementResponse.builder()
                .status(StatusString.FINISHED)
                .hasResultSet(true)
                .build();
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return GetStatementResultResponse.builder()
                .records(answers.get(request.id()))
                .build();
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
