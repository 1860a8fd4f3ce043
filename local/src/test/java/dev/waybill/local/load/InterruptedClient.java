package dev.waybill.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;

/** A client whose first transaction meets something: {@code around} gets the call that runs it. */
final class InterruptedClient implements RedshiftDataClient {
    private final RedshiftDataClient client;
    private final UnaryOperator<BatchCall> around;
    private boolean meetsEvery;
    private boolean losesNextStatement;
    private int transactions;
    private final List<String> firstStatements = new ArrayList<>();

    /** A call of batchExecuteStatement. */
    @FunctionalInterface
    interface BatchCall {
        BatchExecuteStatementResponse run();
    }

    InterruptedClient(RedshiftDataClient client, UnaryOperator<BatchCall> around) {
        this.client = client;
        this.around = around;
    }

    /** All transactions meet it, not the first only. */
    void meetEveryTransaction() {
        meetsEvery = true;
    }

    /** The statement after the first transaction fails, unsent. */
    void loseTheStatementAfterTheTransaction() {
        losesNextStatement = true;
    }

    /** The statements that were handed over without a session. */
    List<String> firstStatements() {
        return List.copyOf(firstStatements);
    }

    /** How many transactions were asked for. */
    int transactions() {
        return transactions;
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        transactions++;
        if (request.sessionId() == null) {
            firstStatements.addAll(request.sqls());
        }
        BatchCall call = () -> client.batchExecuteStatement(request);
        if (transactions == 1 || meetsEvery) {
            return around.apply(call).run();
        }
        return call.run();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        if (losesNextStatement && transactions > 0) {
            losesNextStatement = false;
            throw SdkClientException.create("Connection reset");
        }
        if (request.sessionId() == null) {
            firstStatements.add(request.sql());
        }
        return client.executeStatement(request);
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return client.describeStatement(request);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return client.getStatementResult(request);
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        return client.listStatements(request);
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
