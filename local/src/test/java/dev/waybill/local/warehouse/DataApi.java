package dev.waybill.local.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;

/** Short ways to ask the Data API, for tests. */
final class DataApi {
    private final RedshiftDataClient client;

    DataApi(RedshiftDataClient client) {
        this.client = client;
    }

    /** Starts a statement without a session. */
    ExecuteStatementResponse execute(String sql, SqlParameter... parameters) {
        return client.executeStatement(request -> request.sql(sql)
                .workgroupName("local")
                .database("dev")
                .parameters(parameters.length == 0 ? null : Arrays.asList(parameters)));
    }

    ExecuteStatementResponse open(String sql, int keepAliveSeconds) {
        return client.executeStatement(request ->
                request.sql(sql).workgroupName("local").database("dev").sessionKeepAliveSeconds(keepAliveSeconds));
    }

    ExecuteStatementResponse in(String session, String sql) {
        return client.executeStatement(request -> request.sql(sql).sessionId(session));
    }

    DescribeStatementResponse batch(String... sqls) {
        String id = client.batchExecuteStatement(
                        request -> request.sqls(sqls).workgroupName("local").database("dev"))
                .id();
        return client.describeStatement(request -> request.id(id));
    }

    /** {@code FINISHED 3} with its rows, or {@code FAILED} with its error. */
    String outcome(ExecuteStatementResponse started) {
        DescribeStatementResponse ended = client.describeStatement(request -> request.id(started.id()));
        return ended.statusAsString() + " " + (ended.error() == null ? ended.resultRows() : ended.error());
    }

    /** Runs a statement without a session, and says how it ended. */
    String run(String sql, SqlParameter... parameters) {
        return outcome(execute(sql, parameters));
    }

    /** The rows of a query, each as {@code 1|text|null}. */
    List<String> rows(String sql) {
        return rows(execute(sql));
    }

    List<String> rows(ExecuteStatementResponse started) {
        String outcome = outcome(started);
        if (!outcome.startsWith("FINISHED")) {
            throw new AssertionError(outcome);
        }
        GetStatementResultResponse result = client.getStatementResult(request -> request.id(started.id()));
        return result.records().stream()
                .map(row -> row.stream().map(DataApi::text).collect(Collectors.joining("|")))
                .toList();
    }

    static String text(Field field) {
        return switch (field.type()) {
            case IS_NULL -> "null";
            case LONG_VALUE -> String.valueOf(field.longValue());
            case DOUBLE_VALUE -> String.valueOf(field.doubleValue());
            case BOOLEAN_VALUE -> String.valueOf(field.booleanValue());
            case STRING_VALUE -> field.stringValue();
            default -> throw new AssertionError(field.toString());
        };
    }

    static SqlParameter value(String name, String value) {
        return SqlParameter.builder().name(name).value(value).build();
    }
}
