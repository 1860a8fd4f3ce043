package dev.waybill.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Starts executions in name only; a name can be had once. */
final class FakeStepFunctions implements SfnClient {
    static final String STATE_MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:waybill-load-batch";
    private static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:waybill-load-batch:";
    final List<StartExecutionRequest> started = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean once;

    static String execution(String name) {
        return EXECUTION + name;
    }

    /** From now on, every call fails so. */
    void fail(SdkException e) {
        failure = Optional.of(e);
        once = false;
    }

    /** The next call fails so, and no other. */
    void failOnce(RuntimeException e) {
        failure = Optional.of(e);
        once = true;
    }

    void recover() {
        failure = Optional.empty();
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        Optional<RuntimeException> now = failure;
        if (once) {
            recover();
        }
        now.ifPresent(e -> {
            throw e;
        });
        if (started.stream().anyMatch(other -> other.name().equals(request.name()))) {
            throw ExecutionAlreadyExistsException.builder()
                    .message("Execution Already Exists: '" + execution(request.name()) + "'")
                    .build();
        }
        started.add(request);
        return StartExecutionResponse.builder()
                .executionArn(execution(request.name()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
