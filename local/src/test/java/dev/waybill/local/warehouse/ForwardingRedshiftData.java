package dev.waybill.local.warehouse;

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

/** A client that hands every call on to another, which stays its owner's to close. */
public abstract class ForwardingRedshiftData implements RedshiftDataClient {
    private final RedshiftDataClient client;

    protected ForwardingRedshiftData(RedshiftDataClient client) {
        this.client = client;
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return client.executeStatement(request);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return client.batchExecuteStatement(request);
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
    public CancelStatementResponse cancelStatement(CancelStatementRequest request) {
        return client.cancelStatement(request);
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        // Its owner's to close.
    }
}
