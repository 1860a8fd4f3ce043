package dev.waybill.local.load;

import dev.waybill.local.warehouse.ForwardingRedshiftData;
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
final class CountedCalls extends ForwardingRedshiftData {
    private final List<String> calls = new ArrayList<>();

    CountedCalls(RedshiftDataClient client) {
        super(client);
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        calls.add("execute");
        return super.executeStatement(request);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        calls.add("batch of " + request.sqls().size());
        return super.batchExecuteStatement(request);
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        calls.add("describe");
        return super.describeStatement(request);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        calls.add("result");
        return super.getStatementResult(request);
    }
}
