package dev.waybill.operate;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One execution, as a list of them shows it.
 *
 * @param name the batch's id, or that of a later run: {@link dev.waybill.batch.BatchId#rerun}
 */
public record BatchExecution(
        String name, ExecutionStatus status, Instant startedAt, Optional<Instant> stoppedAt, int redrives) {

    static BatchExecution of(ExecutionListItem item) {
        return new BatchExecution(
                item.name(),
                item.status(),
                item.startDate(),
                Optional.ofNullable(item.stopDate()),
                item.redriveCount() == null ? 0 : item.redriveCount());
    }

    /** When it was started, or redriven and stopped since. */
    Instant latest() {
        return stoppedAt.filter(startedAt::isBefore).orElse(startedAt);
    }
}
