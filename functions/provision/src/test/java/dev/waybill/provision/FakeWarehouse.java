package dev.waybill.provision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/** A warehouse that takes every statement, but for the errors that it is told, and remembers all of them. */
final class FakeWarehouse implements RedshiftDataClient {
    final List<ExecuteStatementRequest> asked = new ArrayList<>();
    private final Queue<String> errors = new ArrayDeque<>();
    private boolean asleep;

    /** The next statement, or the one after those that already fail, fails so. */
    void failNext(String error) {
        errors.add(error);
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
        return ExecuteStatementResponse.builder().id("1").build();
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        if (asleep) {
            return DescribeStatementResponse.builder()
                    .status(StatusString.STARTED)
                    .build();
        }
        String error = errors.poll();
        return DescribeStatementResponse.builder()
                .status(error == null ? StatusString.FINISHED : StatusString.FAILED)
                .error(error)
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
