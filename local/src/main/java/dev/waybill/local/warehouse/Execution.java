package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.Outcome.Aborted;
import dev.waybill.local.warehouse.Outcome.Failed;
import dev.waybill.local.warehouse.Outcome.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementStatusString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;

/**
 * One call's statements and how they ended.
 *
 * @param unconnected why there was no connection to run them on
 * @param outcomes one for each statement
 */
record Execution(
        Started started,
        Optional<String> sessionId,
        Duration took,
        Optional<String> unconnected,
        List<Outcome> outcomes) {

    String id() {
        return started.id();
    }

    boolean isBatch() {
        return started.isBatch();
    }

    StatusString status() {
        if (unconnected.isPresent() || failed() > 0) {
            return StatusString.FAILED;
        }
        return StatusString.FINISHED;
    }

    /**
     * What describeStatement says.
     *
     * @param part the number of a statement of a batch, from 1; 0 for the whole
     */
    DescribeStatementResponse describe(int part) {
        DescribeStatementResponse.Builder description = DescribeStatementResponse.builder()
                .createdAt(started.createdAt())
                .updatedAt(started.createdAt().plus(took))
                .duration(took.toNanos())
                .database(LocalWarehouse.DATABASE)
                .sessionId(sessionId.orElse(null));
        if (isBatch() && part == 0) {
            return description
                    .id(id())
                    .status(status())
                    // The service's own error of a batch only says where, too.
                    .error(unconnected.orElse(failed() == 0 ? null : "Query #" + failed() + " failed"))
                    .hasResultSet(outcomes.stream().anyMatch(Execution::hasResult))
                    .subStatements(parts())
                    .build();
        }
        int index = isBatch() ? part - 1 : 0;
        Outcome outcome = outcomes.get(index);
        return description
                .id(isBatch() ? partId(index) : id())
                .status(StatusString.fromValue(status(outcome)))
                .error(error(outcome))
                .queryString(started.sqls().get(index))
                .hasResultSet(hasResult(outcome))
                .resultRows(rows(outcome))
                .build();
    }

    /** The number of the statement that failed, from 1; 0 if none did. */
    private int failed() {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Failed) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<SubStatementData> parts() {
        List<SubStatementData> parts = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            parts.add(SubStatementData.builder()
                    .id(partId(i))
                    .createdAt(started.createdAt())
                    .updatedAt(started.createdAt().plus(took))
                    .status(StatementStatusString.fromValue(status(outcome)))
                    .error(error(outcome))
                    .queryString(started.sqls().get(i))
                    .hasResultSet(hasResult(outcome))
                    .resultRows(rows(outcome))
                    .build());
        }
        return parts;
    }

    private String partId(int index) {
        return id() + ":" + (index + 1);
    }

    private static String status(Outcome outcome) {
        return outcome instanceof Finished ? "FINISHED" : outcome instanceof Failed ? "FAILED" : "ABORTED";
    }

    private static @Nullable String error(Outcome outcome) {
        return outcome instanceof Failed failed
                ? failed.error()
                : outcome instanceof Aborted ? "Connection or an prior query failed." : null;
    }

    private static boolean hasResult(Outcome outcome) {
        return outcome instanceof Finished finished && finished.result().isPresent();
    }

    private static long rows(Outcome outcome) {
        return outcome instanceof Finished finished ? finished.rows() : -1;
    }
}
