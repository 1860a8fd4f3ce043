package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.Outcome.Aborted;
import dev.waybill.local.warehouse.Outcome.Failed;
import dev.waybill.local.warehouse.Outcome.Finished;
import dev.waybill.local.warehouse.copy.ParquetCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The Redshift Data API on the local warehouse. A statement runs within the call that starts it, so that its first
 * description says how it ended; to others it is listed as running meanwhile. As in Redshift, an error of SQL isn't an exception but a statement that failed.
 *
 * <p>Sessions are limited: see {@link Sessions}. Any operation that isn't here throws
 * {@link UnsupportedOperationException}.
 */
public final class LocalRedshiftData implements RedshiftDataClient {
    private static final int MOST_STATEMENTS = 40;
    private static final int ROWS_PER_PAGE = 1000;
    private static final int STATEMENTS_PER_PAGE = 100;
    private final LocalWarehouse warehouse;
    private final InstantSource clock;
    private final ParquetCopy copy;
    private final Sessions sessions;
    private final Executions executions = new Executions();

    /**
     * The Data API.
     *
     * @param s3 what COPY reads from
     */
    public LocalRedshiftData(LocalWarehouse warehouse, S3Client s3) {
        this(warehouse, s3, InstantSource.system());
    }

    LocalRedshiftData(LocalWarehouse warehouse, S3Client s3, InstantSource clock) {
        this.warehouse = warehouse;
        this.clock = clock;
        this.copy = new ParquetCopy(s3);
        this.sessions = new Sessions(clock);
    }

    /** Statements to run on a connection. */
    @FunctionalInterface
    private interface Work {
        List<Outcome> run(Connection connection) throws SQLException;
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        String sql = requireSql(request.sql());
        NamedValues values = NamedValues.of(request.parameters());
        Address address = Address.of(
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.database(),
                request.workgroupName(),
                request.clusterIdentifier());
        Execution execution = run(
                address,
                Started.now(Optional.ofNullable(request.statementName()), List.of(sql), false, clock.instant()),
                connection -> List.of(new StatementRun(connection, copy).alone(sql, values)));
        return ExecuteStatementResponse.builder()
                .id(execution.id())
                .createdAt(execution.started().createdAt())
                .database(LocalWarehouse.DATABASE)
                .workgroupName(request.workgroupName())
                .clusterIdentifier(request.clusterIdentifier())
                .sessionId(execution.sessionId().orElse(null))
                .build();
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        List<String> sqls = request.sqls();
        if (sqls.isEmpty() || sqls.size() > MOST_STATEMENTS) {
            throw ApiErrors.validation("A batch has 1 to " + MOST_STATEMENTS + " statements, not " + sqls.size());
        }
        sqls.forEach(LocalRedshiftData::requireSql);
        Address address = Address.of(
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.database(),
                request.workgroupName(),
                request.clusterIdentifier());
        Execution execution = run(
                address,
                Started.now(Optional.ofNullable(request.statementName()), sqls, true, clock.instant()),
                connection -> new StatementRun(connection, copy).together(sqls));
        return BatchExecuteStatementResponse.builder()
                .id(execution.id())
                .createdAt(execution.started().createdAt())
                .database(LocalWarehouse.DATABASE)
                .workgroupName(request.workgroupName())
                .clusterIdentifier(request.clusterIdentifier())
                .sessionId(execution.sessionId().orElse(null))
                .build();
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return executions.describe(request.id());
    }

    /** What runs and what ended last comes first. */
    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        String prefix = request.statementName() == null ? "" : request.statementName();
        StatusString status = request.status() == null ? StatusString.FINISHED : request.status();
        List<StatementData> found = new ArrayList<>(executions.list(prefix).stream()
                .filter(statement -> status == StatusString.ALL || statement.status() == status)
                .toList());
        Collections.reverse(found);
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int most = request.maxResults() == null ? STATEMENTS_PER_PAGE : request.maxResults();
        int to = Math.min(found.size(), from + most);
        return ListStatementsResponse.builder()
                .statements(found.subList(from, to))
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        Executions.Found found = executions.find(request.id());
        if (found.execution().isBatch() && found.part() == 0) {
            throw ApiErrors.validation("BatchExecuteStatement result can only be retrieved with sub-statement id.");
        }
        Outcome outcome = found.execution().outcomes().get(Math.max(0, found.part() - 1));
        if (outcome instanceof Finished finished && finished.result().isPresent()) {
            return page(finished.result().get(), request.nextToken());
        }
        throw ApiErrors.notFound("Query does not have result. Please check query status with DescribeStatement.");
    }

    private static GetStatementResultResponse page(ResultTable result, @Nullable String token) {
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(result.rows().size(), from + ROWS_PER_PAGE);
        return GetStatementResultResponse.builder()
                .columnMetadata(result.columns())
                .records(result.rows().subList(from, to))
                .totalNumRows((long) result.rows().size())
                .nextToken(to < result.rows().size() ? String.valueOf(to) : null)
                .build();
    }

    private Execution run(Address address, Started started, Work work) {
        Optional<Execution> ended = Optional.empty();
        executions.begin(started);
        try {
            ended = Optional.of(execute(address, started, work));
            return ended.get();
        } finally {
            executions.end(started, ended);
        }
    }

    private Execution execute(Address address, Started started, Work work) {
        long start = System.nanoTime();
        Optional<Session> session = Optional.empty();
        Optional<String> unconnected = Optional.empty();
        List<Outcome> outcomes;
        try {
            session = address.session(sessions, warehouse);
            outcomes = session.isPresent() ? inSession(session.get(), work) : byItself(work);
        } catch (SQLException e) {
            unconnected = Optional.of(RedshiftErrors.text(e));
            outcomes = Collections.nCopies(
                    started.sqls().size(), started.isBatch() ? new Aborted() : new Failed(unconnected.get()));
        }
        return new Execution(
                started, session.map(Session::id), Duration.ofNanos(System.nanoTime() - start), unconnected, outcomes);
    }

    private List<Outcome> inSession(Session session, Work work) throws SQLException {
        try {
            return work.run(session.connection());
        } finally {
            sessions.giveBack(session);
        }
    }

    private List<Outcome> byItself(Work work) throws SQLException {
        try (Connection connection = warehouse.connect()) {
            return work.run(connection);
        }
    }

    private static String requireSql(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            throw ApiErrors.validation("SQL is empty");
        }
        return sql;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
