package dev.waybill.local.load;

import dev.waybill.local.warehouse.ForwardingRedshiftData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;

/** A client whose first transaction meets something: {@code around} gets the call that runs it. */
final class InterruptedClient extends ForwardingRedshiftData {
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
        super(client);
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
        BatchCall call = () -> super.batchExecuteStatement(request);
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
        return super.executeStatement(request);
    }
}
