package dev.waybill.local.web;

import dev.waybill.local.warehouse.ForwardingRedshiftData;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;

/** Counts the statements that are run and the rows that come back, and fails when it is told to. */
final class WatchedClient extends ForwardingRedshiftData {
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

    WatchedClient(RedshiftDataClient client) {
        super(client);
    }

    void reset() {
        statements.set(0);
        rows.set(0);
        fault.set(null);
    }

    void failWith(RuntimeException exception) {
        fault.set(exception);
    }

    int statements() {
        return statements.get();
    }

    int rows() {
        return rows.get();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        RuntimeException exception = fault.get();
        if (exception != null) {
            throw exception;
        }
        statements.incrementAndGet();
        return super.executeStatement(request);
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        GetStatementResultResponse result = super.getStatementResult(request);
        rows.addAndGet(result.records().size());
        return result;
    }
}
