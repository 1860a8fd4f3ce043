package dev.waybill.operate;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Reads failures from the answers of Step Functions. */
final class Failures {
    private Failures() {}

    /**
     * Why an execution didn't end well; empty if it runs or succeeded.
     *
     * @param state the one that it ended in
     */
    static Optional<Failure> of(DescribeExecutionResponse execution, Optional<String> state) {
        if (execution.status() == ExecutionStatus.RUNNING || execution.status() == ExecutionStatus.SUCCEEDED) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                execution.status(),
                state,
                Objects.requireNonNullElse(execution.error(), "no error"),
                Failure.sentence(Objects.requireNonNullElse(execution.cause(), ""))));
    }
}
