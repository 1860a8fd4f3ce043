package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.error.AwsErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The executions of a deployment's state machine. */
public final class BatchExecutions {
    private static final int PAGE = 1000;
    private static final int LAST_EVENTS = 100;
    /** An execution has no more. */
    private static final int MOST_EVENTS = 25_000;

    private final Deployment deployment;

    public BatchExecutions(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Of every batch the execution that was started last, the latest first.
     *
     * @param since those that were started before are left out: one request for each thousand that weren't
     */
    public List<BatchExecution> lastOfEachBatch(Instant since) {
        Map<String, BatchExecution> last = new LinkedHashMap<>();
        try {
            for (ExecutionListItem item : deployment
                    .states()
                    .listExecutionsPaginator(request -> request.stateMachineArn(deployment.stateMachineArn())
                            .maxResults(PAGE))
                    .executions()) {
                // The newest come first.
                if (item.startDate().isBefore(since)) {
                    break;
                }
                BatchExecution execution = BatchExecution.of(item);
                String key = ExecutionName.parse(execution.name())
                        .map(ExecutionName::key)
                        .orElse(execution.name());
                last.putIfAbsent(key, execution);
            }
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list the executions of " + deployment.stateMachineArn(), e);
        }
        return List.copyOf(last.values());
    }

    /** All executions of a batch, in the order of their starts: one request each, and one more. */
    public List<DescribeExecutionResponse> of(BatchId batch) {
        List<DescribeExecutionResponse> executions = new ArrayList<>();
        Optional<DescribeExecutionResponse> next = find(batch.toString());
        while (next.isPresent()) {
            executions.add(next.get());
            next = find(batch.rerun(executions.size()));
        }
        executions.sort(Comparator.comparing(DescribeExecutionResponse::startDate));
        return executions;
    }

    /** The execution of this name. */
    public Optional<DescribeExecutionResponse> find(String name) {
        String arn = deployment.executionArn(name);
        try {
            return Optional.of(states().describeExecution(request -> request.executionArn(arn)));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot describe the execution " + arn, e);
        }
    }

    /** The way that an execution took, in its order. */
    public List<StateVisit> way(String executionArn) {
        try {
            List<HistoryEvent> events = states()
                    .getExecutionHistoryPaginator(
                            request -> request.executionArn(executionArn).maxResults(PAGE))
                    .events()
                    .stream()
                    .sorted(Comparator.comparing(HistoryEvent::id))
                    .toList();
            return ExecutionWay.of(events);
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read the history of " + executionArn, e);
        }
    }

    /**
     * The state that an execution is in, or ended in; empty before its first. Each retry of a state adds events behind that of
     * its beginning: a request for each hundred.
     */
    public Optional<String> lastState(String executionArn) {
        try {
            return states()
                    .getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                            .reverseOrder(true)
                            .includeExecutionData(false)
                            .maxResults(LAST_EVENTS))
                    .events()
                    .stream()
                    .limit(MOST_EVENTS)
                    .filter(event -> event.stateEnteredEventDetails() != null)
                    .map(event -> event.stateEnteredEventDetails().name())
                    .findFirst();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot read the history of " + executionArn, e);
        }
    }

    private SfnClient states() {
        return deployment.states();
    }
}
