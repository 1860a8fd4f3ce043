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
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;

/** Counts the calls of a load and its statements, and says how long its transaction took; or explains its statements. */
final class MeasuredClient implements RedshiftDataClient {
    private final RedshiftDataClient client;
    private final boolean explains;
    private int calls;
    private int statements;
    private double transactionSeconds;

    MeasuredClient(RedshiftDataClient client, boolean explains) {
        this.client = client;
        this.explains = explains;
    }

    int calls() {
        return calls;
    }

    int statements() {
        return statements;
    }

    double transactionSeconds() {
        return transactionSeconds;
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        calls++;
        statements += request.sqls().size();
        if (explains) {
            return explain(request);
        }
        long start = System.nanoTime();
        BatchExecuteStatementResponse response = client.batchExecuteStatement(request);
        transactionSeconds += (System.nanoTime() - start) / 1e9;
        return response;
    }

    /** EXPLAIN ANALYZE runs a statement as well. */
    private BatchExecuteStatementResponse explain(BatchExecuteStatementRequest request) {
        List<String> explained = request.sqls().stream()
                .map(sql -> sql.startsWith("LOCK") ? sql : "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) " + sql)
                .toList();
        BatchExecuteStatementResponse response = client.batchExecuteStatement(
                request.toBuilder().sqls(explained).build());
        for (int i = 1; i < explained.size(); i++) {
            String id = response.id() + ":" + (i + 1);
            List<String> plan = client.getStatementResult(result -> result.id(id)).records().stream()
                    .map(row -> row.get(0).stringValue())
                    .toList();
            String sql = request.sqls().get(i).lines().findFirst().orElseThrow();
            System.out.println(plan.get(plan.size() - 1).replace("Execution Time: ", "").indent(1).stripTrailing() + "  " + sql);
            plan.stream()
                    .filter(line -> line.contains("Scan"))
                    .map(line -> "      " + line.strip())
                    .forEach(System.out::println);
        }
        return response;
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        calls++;
        statements++;
        return client.executeStatement(request);
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        calls++;
        return client.describeStatement(request);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        calls++;
        return client.getStatementResult(request);
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        calls++;
        return client.listStatements(request);
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
