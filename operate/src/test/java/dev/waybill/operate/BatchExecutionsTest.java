package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class BatchExecutionsTest {
    private static final String BATCH = "orders-2026112210-0123456789abcdef";
    private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:waybill-load-batch:" + BATCH;

    /** Step Functions with these executions by name, and one history, which it gives page by page. */
    private static final class StepFunctions implements SfnClient {
        private final Map<String, Instant> starts;
        private final List<HistoryEvent> history;
        private int requests;

        StepFunctions(Map<String, Instant> starts, List<HistoryEvent> history) {
            this.starts = starts;
            this.history = history;
        }

        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            String name = request.executionArn().replaceFirst(".*:", "");
            Instant start = starts.get(name);
            if (start == null) {
                throw ExecutionDoesNotExistException.builder().build();
            }
            return DescribeExecutionResponse.builder()
                    .name(name)
                    .startDate(start)
                    .build();
        }

        @Override
        public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
            requests++;
            assertThat(request.reverseOrder()).isTrue();
            assertThat(request.includeExecutionData()).isFalse();
            List<HistoryEvent> latestFirst = new ArrayList<>(history);
            Collections.reverse(latestFirst);
            int from = Integer.parseInt(Objects.requireNonNullElse(request.nextToken(), "0"));
            int to = Math.min(from + request.maxResults(), history.size());
            return GetExecutionHistoryResponse.builder()
                    .events(latestFirst.subList(from, to))
                    .nextToken(to < history.size() ? String.valueOf(to) : null)
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

    private static BatchExecutions executions(SfnClient states) {
        Deployment fake = new FakeDeployment().deployment();
        S3Client s3 = fake.s3();
        return new BatchExecutions(new Deployment(
                s3,
                states,
                fake.warehouse(),
                fake.stateMachineArn(),
                S3Location.parse("s3://artefacts/contracts/"),
                fake.sourceBucketPrefix(),
                fake.processedBucketPrefix(),
                Commands.OF_USUAL_HOME));
    }

    private static HistoryEvent entered(String state) {
        return HistoryEvent.builder()
                .type(HistoryEventType.TASK_STATE_ENTERED)
                .stateEnteredEventDetails(details -> details.name(state))
                .build();
    }

    private static List<HistoryEvent> events(int count, HistoryEventType type) {
        return Collections.nCopies(count, HistoryEvent.builder().type(type).build());
    }

    @Test
    void theLastStateIsFoundBehindHowEverManyRetries() {
        List<HistoryEvent> history = new ArrayList<>();
        history.add(
                HistoryEvent.builder().type(HistoryEventType.EXECUTION_STARTED).build());
        history.add(entered("CrawlSource"));
        history.addAll(events(3 * 130, HistoryEventType.TASK_FAILED));
        StepFunctions states = new StepFunctions(Map.of(), history);

        assertThat(executions(states).lastState(ARN)).contains("CrawlSource");

        assertThat(states.requests).isEqualTo(4);
    }

    @Test
    void usuallyOneRequestFindsTheLastState() {
        List<HistoryEvent> history = new ArrayList<>(events(1000, HistoryEventType.TASK_SUCCEEDED));
        history.add(entered("LoadBatch"));
        StepFunctions states = new StepFunctions(Map.of(), history);

        assertThat(executions(states).lastState(ARN)).contains("LoadBatch");

        assertThat(states.requests).isEqualTo(1);
    }

    @Test
    void beforeTheFirstStateThereIsNone() {
        StepFunctions states = new StepFunctions(Map.of(), events(1, HistoryEventType.EXECUTION_STARTED));

        assertThat(executions(states).lastState(ARN)).isEmpty();
    }

    @Test
    void theExecutionsOfABatchComeInTheOrderOfTheirStarts() {
        StepFunctions states = new StepFunctions(
                Map.of(
                        BATCH,
                        Instant.parse("2026-11-22T11:00:00Z"),
                        BATCH + "-1",
                        Instant.parse("2026-11-22T13:00:00Z"),
                        BATCH + "-2",
                        Instant.parse("2026-11-22T12:00:00Z")),
                List.of());

        assertThat(executions(states).of(BatchId.parse(BATCH)))
                .extracting(DescribeExecutionResponse::name)
                .containsExactly(BATCH, BATCH + "-2", BATCH + "-1");
    }
}
