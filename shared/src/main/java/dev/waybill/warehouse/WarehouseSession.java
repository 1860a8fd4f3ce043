package dev.waybill.warehouse;

import dev.waybill.error.AwsErrors;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.error.WaybillException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.ActiveSessionsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.ActiveStatementsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementStatusString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.redshiftdata.model.ValidationException;

/**
 * Statements through the Data API: in one session, so that temporary tables stay from one statement to the next, or each
 * by itself. A statement that fails is an exception, by what its caller can do: transient, terminal, or, for a
 * transaction whose answer was lost, unknown.
 */
public final class WarehouseSession {
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseSession.class);

    /** An answer is held in memory, and a contract's check can ask for anything. */
    private static final int MOST_ROWS = 50_000;

    private final RedshiftDataClient client;
    private final HandOver handOver;
    private final Pause pause;
    private final Patience patience;
    private Optional<String> sessionId = Optional.empty();

    /** Opens nothing yet: the first statement does. */
    WarehouseSession(RedshiftDataClient client, HandOver handOver, Pause pause) {
        this.client = client;
        this.handOver = handOver;
        this.pause = pause;
        this.patience = new Patience(pause);
    }

    public Rows execute(SqlStatement statement) {
        return execute(statement, Map.of());
    }

    /** Runs one statement, in a transaction of its own; values by the names of its parameters. */
    public Rows execute(SqlStatement statement, Map<String, String> values) {
        try {
            String id = start(statement, values);
            DescribeStatementResponse ended = awaitEnd(id);
            requireFinished(ended, statement);
            return Boolean.TRUE.equals(ended.hasResultSet()) ? result(id, statement) : new Rows(List.of());
        } catch (SdkException e) {
            throw failed(statement.title(), e);
        }
    }

    /** Runs a COPY. If the warehouse fails at it, the exception says at which file and column, too, if the warehouse does. */
    public void copy(SqlStatement statement) {
        try {
            DescribeStatementResponse ended = awaitEnd(start(statement, Map.of()));
            if (ended.status() == StatusString.FAILED) {
                throw DatabaseErrors.of(statement, String.valueOf(ended.error()), findFault(ended.createdAt()));
            }
            requireFinished(ended, statement);
        } catch (SdkException e) {
            throw failed(statement.title(), e);
        }
    }

    private Optional<CopyFault> findFault(Instant handedOver) {
        try {
            return CopyFault.of(execute(CopyFault.find(), CopyFault.since(handedOver)));
        } catch (WaybillException e) {
            LOG.warn("Nobody knows where the COPY failed: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private String start(SqlStatement statement, Map<String, String> values) {
        ExecuteStatementResponse started = patience.ask(
                WarehouseSession::isTurnedAway,
                () -> client.executeStatement(handOver.one(statement, values, sessionId)));
        keep(started.sessionId());
        return started.id();
    }

    /**
     * Runs statements in one transaction; answers how many rows each of them changed or returned.
     *
     * @throws UnknownOutcomeException if the answer was lost: the transaction may be committed
     */
    public List<Long> executeTogether(String title, List<SqlStatement> statements) {
        DescribeStatementResponse ended;
        try {
            ended = awaitEnd(start(title, statements));
        } catch (SdkException e) {
            throw new UnknownOutcomeException(
                    "The answer to \"" + title + "\" was lost (" + e.getMessage()
                            + "): it may be committed. Look into the ledger before doing it again",
                    e);
        }
        for (int i = 0; i < ended.subStatements().size(); i++) {
            SubStatementData part = ended.subStatements().get(i);
            // A statement that wasn't reached has an error, too: that another one, or the connection, failed.
            if (part.error() != null && part.status() != StatementStatusString.ABORTED) {
                throw DatabaseErrors.of(title, statements, i, part.error());
            }
        }
        requireFinished(ended, new SqlStatement(title, ""));
        return ended.subStatements().stream().map(SubStatementData::resultRows).toList();
    }

    /** Hands the statements over; a refusal is an answer, and nothing ran. */
    private String start(String title, List<SqlStatement> statements) {
        try {
            BatchExecuteStatementResponse started = patience.ask(
                    WarehouseSession::isTurnedAway,
                    () -> client.batchExecuteStatement(handOver.together(statements, sessionId)));
            keep(started.sessionId());
            return started.id();
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 400 && e.statusCode() < 500) {
                throw failed(title, e);
            }
            throw e;
        }
    }

    /** A session that isn't kept alive is gone after its statement, also where the answer names it. */
    private void keep(@Nullable String session) {
        if (!handOver.keepAlive().isZero() && session != null) {
            sessionId = Optional.of(session);
        }
    }

    /** Polls until the statement has ended. */
    private DescribeStatementResponse awaitEnd(String id) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        while (true) {
            DescribeStatementResponse statement =
                    patience.ask(AwsErrors::passes, () -> client.describeStatement(request -> request.id(id)));
            if (ended(statement.status())) {
                return statement;
            }
            pause.pause(backoff.next());
        }
    }

    private static boolean ended(StatusString status) {
        return status == StatusString.FINISHED || status == StatusString.FAILED || status == StatusString.ABORTED;
    }

    private static void requireFinished(DescribeStatementResponse ended, SqlStatement statement) {
        if (ended.status() == StatusString.ABORTED) {
            throw new TransientException("\"" + statement.title() + "\" was cancelled in the warehouse");
        }
        if (ended.status() == StatusString.FAILED) {
            throw DatabaseErrors.of(statement, String.valueOf(ended.error()));
        }
    }

    private Rows result(String id, SqlStatement statement) {
        List<List<Field>> rows = new ArrayList<>();
        @Nullable String next = null;
        do {
            String token = next;
            GetStatementResultResponse page = patience.ask(
                    AwsErrors::passes,
                    () -> client.getStatementResult(request -> request.id(id).nextToken(token)));
            rows.addAll(page.records());
            next = page.nextToken();
            if (rows.size() > MOST_ROWS) {
                throw new TerminalException("\"" + statement.title() + "\" returns more than " + MOST_ROWS
                        + " rows. Ask for fewer: add LIMIT, or count them");
            }
        } while (next != null);
        return new Rows(rows);
    }

    private static WaybillException failed(String title, SdkException e) {
        String attempt = "Cannot run \"" + title + "\"";
        return isTurnedAway(e) || isSessionGone(e)
                ? new TransientException(attempt + ": " + e.getMessage(), e)
                : AwsErrors.of(attempt, e);
    }

    /** The service has too much to do, and took nothing over. */
    private static boolean isTurnedAway(SdkException e) {
        return e instanceof ActiveStatementsExceededException
                || e instanceof ActiveSessionsExceededException
                || (e instanceof AwsServiceException service && service.isThrottlingException());
    }

    /** A session may end before its time; another one can do its work. It was seen in github.com/awslabs/mcp/issues/4587. */
    private static boolean isSessionGone(SdkException e) {
        return e instanceof ValidationException
                && String.valueOf(e.getMessage()).contains("Session is not available");
    }
}
