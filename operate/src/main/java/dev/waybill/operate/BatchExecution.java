package dev.waybill.operate;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One execution, as it was when Step Functions answered.
 *
 * @param name the batch's id, or that of a later run: {@link dev.waybill.batch.BatchId#rerun}
 * @param redrivenAt when it was redriven last
 */
public record BatchExecution(
        String name,
        ExecutionStatus status,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        int redrives,
        Optional<Instant> redrivenAt) {

    static BatchExecution of(ExecutionListItem item) {
        return new BatchExecution(
                item.name(),
                item.status(),
                item.startDate(),
                Optional.ofNullable(item.stopDate()),
                item.redriveCount() == null ? 0 : item.redriveCount(),
                Optional.ofNullable(item.redriveDate()));
    }

    static BatchExecution of(DescribeExecutionResponse described) {
        return new BatchExecution(
                described.name(),
                described.status(),
                described.startDate(),
                Optional.ofNullable(described.stopDate()),
                described.redriveCount() == null ? 0 : described.redriveCount(),
                Optional.ofNullable(described.redriveDate()));
    }

    /** When it was started, or redriven and stopped since. */
    Instant latest() {
        return stoppedAt.filter(startedAt::isBefore).orElse(startedAt);
    }
}
