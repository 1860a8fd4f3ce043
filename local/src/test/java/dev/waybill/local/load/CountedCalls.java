package dev.waybill.local.load;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;

/** Remembers which calls of the Data API were made. */
final class CountedCalls implements RedshiftDataClient {
    private final RedshiftDataClient client;
    private final List<String> calls = new ArrayList<>();

    CountedCalls(RedshiftDataClient client) {
        this.client = client;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        calls.add("execute");
        return client.executeStatement(request);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        calls.add("batch of " + request.sqls().size());
        return client.batchExecuteStatement(request);
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        calls.add("describe");
        return client.describeStatement(request);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        calls.add("result");
        return client.getStatementResult(request);
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
