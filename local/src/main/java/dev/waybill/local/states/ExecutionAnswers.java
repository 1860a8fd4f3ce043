package dev.waybill.local.states;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/** Executions in the shapes of the Step Functions API. */
final class ExecutionAnswers {
    private static final int MOST_RESULTS = 1000;

    private ExecutionAnswers() {}

    static DescribeExecutionResponse describe(ExecutionDocument execution) {
        return DescribeExecutionResponse.builder()
                .executionArn(Arns.execution(execution.name()))
                .stateMachineArn(Arns.STATE_MACHINE)
                .name(execution.name())
                .status(execution.status())
                .startDate(execution.startedAt())
                .stopDate(execution.stoppedAt().orElse(null))
                .input(execution.input().toString())
                .output(execution.output().orElse(null))
                .error(execution.error().orElse(null))
                .cause(execution.cause().orElse(null))
                .redriveCount(execution.redrives())
                .redriveDate(execution.redrivenAt().orElse(null))
                .redriveStatus(
                        execution.running() || execution.status() == ExecutionStatus.SUCCEEDED
                                ? ExecutionRedriveStatus.NOT_REDRIVABLE
                                : ExecutionRedriveStatus.REDRIVABLE)
                .build();
    }

    /** The newest first, by pages; the token is the number of executions that were listed before. */
    static ListExecutionsResponse list(List<ExecutionHead> executions, ListExecutionsRequest request) {
        List<ExecutionListItem> matching = executions.stream()
                .filter(execution -> request.statusFilter() == null || execution.status() == request.statusFilter())
                .sorted(Comparator.comparing(ExecutionHead::startedAt).reversed())
                .map(ExecutionAnswers::item)
                .toList();
        int from = Math.min(offset(request.nextToken()), matching.size());
        int asked = Objects.requireNonNullElse(request.maxResults(), 0);
        int to = Math.min(from + (asked == 0 ? MOST_RESULTS : asked), matching.size());
        return ListExecutionsResponse.builder()
                .executions(matching.subList(from, to))
                .nextToken(to < matching.size() ? Integer.toString(to) : null)
                .build();
    }

    /** How many results a token stands behind. */
    static int offset(@Nullable String token) {
        try {
            return token == null ? 0 : Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw InvalidTokenException.builder()
                    .message("Invalid Token: '" + token + "'")
                    .cause(e)
                    .build();
        }
    }

    private static ExecutionListItem item(ExecutionHead execution) {
        return ExecutionListItem.builder()
                .executionArn(Arns.execution(execution.name()))
                .stateMachineArn(Arns.STATE_MACHINE)
                .name(execution.name())
                .status(execution.status())
                .startDate(execution.startedAt())
                .stopDate(execution.stoppedAt().orElse(null))
                .redriveCount(execution.redrives())
                .redriveDate(execution.redrivenAt().orElse(null))
                .build();
    }
}
