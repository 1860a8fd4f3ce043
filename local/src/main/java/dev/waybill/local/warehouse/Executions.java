package dev.waybill.local.warehouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/**
 * What runs and what was executed, to be listed, described and read; the oldest are forgotten, as the Data API does after a
 * day.
 */
final class Executions {
    private static final int MOST = 1000;
    private final Map<String, Execution> executions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Execution> eldest) {
            return size() > MOST;
        }
    };

    private final Map<String, Started> running = new LinkedHashMap<>();

    /** An execution, or one statement of a batch ({@code part} from 1; 0 for the whole). */
    record Found(Execution execution, int part) {}

    synchronized void begin(Started started) {
        running.put(started.id(), started);
    }

    /** Ends what was begun; it is forgotten if the call was refused. */
    synchronized void end(Started started, Optional<Execution> execution) {
        running.remove(started.id());
        execution.ifPresent(ended -> executions.put(started.id(), ended));
    }

    /** Those whose names begin so, in the order of their ends; what runs is last. */
    synchronized List<StatementData> list(String prefix) {
        Stream<StatementData> ended = executions.values().stream()
                .filter(execution -> execution.started().isNamed(prefix))
                .map(execution -> execution.started().listed(execution.status()));
        Stream<StatementData> unended = running.values().stream()
                .filter(started -> started.isNamed(prefix))
                .map(started -> started.listed(StatusString.STARTED));
        return Stream.concat(ended, unended).toList();
    }

    synchronized DescribeStatementResponse describe(String id) {
        Started started = running.get(id);
        if (started != null) {
            return started.describe();
        }
        Found found = find(id);
        return found.execution().describe(found.part());
    }

    /** Finds what has ended by {@code id}, or {@code id:2} for the second statement of a batch. */
    synchronized Found find(String id) {
        int colon = id.indexOf(':');
        Execution execution = executions.get(colon < 0 ? id : id.substring(0, colon));
        int part = colon < 0 ? 0 : number(id.substring(colon + 1));
        if (execution == null || part < 0 || part > execution.outcomes().size()) {
            throw ApiErrors.notFound("Query does not exist.");
        }
        return new Found(execution, part);
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d?") ? Integer.parseInt(text) : -1;
    }
}
