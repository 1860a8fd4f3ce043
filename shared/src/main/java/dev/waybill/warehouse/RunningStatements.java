package dev.waybill.warehouse;

import dev.waybill.error.AwsErrors;
import dev.waybill.error.WaybillException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/**
 * The statements of one name that run: a job may be killed, and what it handed over runs on. They are waited for and never
 * cancelled, since they may be those of another run that is well.
 */
final class RunningStatements {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStatements.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Set<StatusString> RUNNING =
            EnumSet.of(StatusString.SUBMITTED, StatusString.PICKED, StatusString.STARTED);

    private final RedshiftDataClient client;
    private final String name;
    private final Pause pause;

    RunningStatements(RedshiftDataClient client, String name, Pause pause) {
        this.client = client;
        this.name = name;
        this.pause = pause;
    }

    /**
     * Returns when none runs, or after an hour: whoever goes on then must be right without.
     *
     * @throws WaybillException if the service doesn't list them
     */
    void awaitEnd() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        Duration waited = Duration.ZERO;
        for (List<StatementData> running = list(); !running.isEmpty(); running = list()) {
            LOG.info(
                    "{} of {} still run, the first of them is {}",
                    running.size(),
                    name,
                    running.get(0).id());
            if (waited.compareTo(LONGEST) >= 0) {
                LOG.warn("Goes on without waiting any longer for {}", name);
                return;
            }
            Duration next = backoff.next();
            waited = waited.plus(next);
            pause.pause(next);
        }
    }

    /** One list of all statuses: with one for each, a statement could change its status in between and be in none. */
    private List<StatementData> list() {
        try {
            return new Patience(pause)
                    .ask(
                            AwsErrors::passes,
                            () -> client
                                    .listStatementsPaginator(request ->
                                            request.statementName(name).status(StatusString.ALL))
                                    .statements()
                                    .stream()
                                    .filter(statement -> name.equals(statement.statementName())
                                            && RUNNING.contains(statement.status()))
                                    .toList());
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot look whether statements of " + name + " still run", e);
        }
    }
}
