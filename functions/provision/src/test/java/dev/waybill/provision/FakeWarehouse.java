package dev.waybill.provision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/**
 * A warehouse that takes every statement, but for the errors that it is told, and remembers all of them. Asked for columns, it
 * answers those of the ledger that it was told to make.
 */
final class FakeWarehouse implements RedshiftDataClient {
    private static final Pattern COLUMN = Pattern.compile("^  \"(\\w+)\" ([a-z]+)", Pattern.MULTILINE);

    final List<ExecuteStatementRequest> asked = new ArrayList<>();
    private final Queue<String> errors = new ArrayDeque<>();
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, String> refusals = new HashMap<>();
    private boolean asleep;

    /** The ledger that it has is older than this column. */
    void lacks(String column) {
        dropped.add(column);
    }

    /** The next statement, or the one after those that already fail, fails so. */
    void failNext(String error) {
        errors.add(error);
    }

    /** The first statement that begins so fails so. */
    void failAt(String begin, String error) {
        refusals.put(begin, error);
    }

    /** No statement ever ends. */
    void sleep() {
        asleep = true;
    }

    /** What each statement does, by its first line. */
    List<String> statements() {
        return asked.stream()
                .map(request -> request.sql().lines().findFirst().orElseThrow())
                .toList();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        asked.add(request);
        return ExecuteStatementResponse.builder()
                .id(String.valueOf(asked.size() - 1))
                .build();
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        if (asleep) {
            return DescribeStatementResponse.builder()
                    .status(StatusString.STARTED)
                    .build();
        }
        String error = refusals.keySet().stream()
                .filter(begin -> sql(request.id()).startsWith(begin))
                .findFirst()
                .map(refusals::remove)
                .orElseGet(errors::poll);
        return DescribeStatementResponse.builder()
                .status(error == null ? StatusString.FINISHED : StatusString.FAILED)
                .error(error)
                .hasResultSet(sql(request.id()).startsWith("SELECT"))
                .build();
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return GetStatementResultResponse.builder()
                .records(asked.stream()
                        .map(ExecuteStatementRequest::sql)
                        .filter(sql -> sql.startsWith("CREATE TABLE IF NOT EXISTS \"waybill\".\"batch\""))
                        .reduce((first, last) -> last)
                        .stream()
                        .flatMap(sql -> COLUMN.matcher(sql).results())
                        .filter(column -> !dropped.contains(column.group(1)))
                        .map(column -> Stream.of("waybill", "batch", column.group(1), column.group(2), "0", "0", "0")
                                .map(Field::fromStringValue)
                                .toList())
                        .toList())
                .build();
    }

    private String sql(String id) {
        return asked.get(Integer.parseInt(id)).sql();
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
