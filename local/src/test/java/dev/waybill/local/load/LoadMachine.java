package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.ExecutionInput;
import dev.waybill.local.events.LocalEventBridge;
import dev.waybill.local.events.LocalSns;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.lambda.LocalLambda;
import dev.waybill.local.states.ExecutionRecord;
import dev.waybill.local.states.LocalStepFunctions;
import dev.waybill.local.states.SdkTasks;
import dev.waybill.local.states.TaskFailedException;
import dev.waybill.local.states.TaskHandler;
import dev.waybill.metrics.MetricLog;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import dev.waybill.validate.ValidateBatchHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The state machine that is deployed, with its retries, for one load on a bad day. Its conversion is done already. Where the time
 * of a task is over, its handler says so at once.
 */
final class LoadMachine implements AutoCloseable {
    private static final Path DEFINITION = Path.of("..", "statemachine", "load-batch.asl.json");
    private static final String CRAWLER_PREFIX = "crawler-";
    private static final String CONVERT = "convert";
    private static final String LOAD = "load";
    private static final String VALIDATE = "validate";
    private static final int MOST_REDRIVES = 50;

    private final LocalGlue glue;
    private final LocalStepFunctions states;

    /** With a folder of its own. */
    LoadMachine(Path folder, FaultyServices services) {
        glue = new LocalGlue(folder);
        glue.registerCrawler(CRAWLER_PREFIX + "shop", "source");
        glue.registerJob(CONVERT, Map.of(), arguments -> {});
        glue.registerJob(
                LOAD,
                Map.of(),
                arguments -> services.load(S3Location.parse(Objects.requireNonNull(arguments.get("--delivery")))));
        LocalLambda lambda = new LocalLambda();
        ValidateBatchHandler validate = new ValidateBatchHandler(services.validateBatch(), MetricLog.none());
        lambda.register(VALIDATE, (event, answer, context) -> {
            try {
                validate.handleRequest(event, answer, context);
            } catch (Died e) {
                throw new IllegalStateException("Runtime exited", e);
            }
        });
        Map<String, TaskHandler> handlers = new HashMap<>(
                SdkTasks.of(glue, services.s3OfStates(), new LocalSns(folder), new LocalEventBridge(folder), lambda));
        handlers.replaceAll((resource, handler) -> timed(handler));
        states = LocalStepFunctions.start(
                folder.resolve("executions"),
                definition(),
                Map.of(
                        "CrawlerPrefix",
                        CRAWLER_PREFIX,
                        "ConvertJob",
                        CONVERT,
                        "LoadJob",
                        LOAD,
                        "ValidateFunction",
                        VALIDATE,
                        "Topic",
                        "topic",
                        "EventBus",
                        "bus",
                        "CommandOptions",
                        ""),
                handlers,
                (name, state) -> {});
    }

    private static String definition() {
        try {
            return Files.readString(DEFINITION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskHandler timed(TaskHandler handler) {
        return arguments -> {
            try {
                return handler.run(arguments);
            } catch (TaskFailedException e) {
                if (e.cause().contains(Fault.TIMED_OUT.name())) {
                    throw new TaskFailedException("States.Timeout", e.cause());
                }
                throw e;
            }
        };
    }

    /** Runs the batch's execution, and redrives it until it is loaded and valid, or found to be taken back. */
    void load(Delivery delivery, FaultTally tally) {
        String arn = states.startExecution(start -> start.stateMachineArn(states.stateMachineArn())
                        .name(delivery.batch().toString())
                        .input(ReceiptJson.write(ExecutionInput.of(delivery))))
                .executionArn();
        states.awaitEnd(arn);
        for (int i = 0; !isEnded(states.execution(arn)); i++) {
            assertThat(i).as("redrives of %s", states.execution(arn)).isLessThan(MOST_REDRIVES);
            tally.addRedrive();
            states.redriveExecution(redrive -> redrive.executionArn(arn));
            states.awaitEnd(arn);
        }
    }

    private static boolean isEnded(ExecutionRecord execution) {
        String cause = execution.cause().orElse("");
        if (execution.status() == ExecutionStatus.SUCCEEDED || cause.contains("taken back at ")) {
            return true;
        }
        assertThat(execution.error().orElse("")).as(cause).isNotEqualTo("BatchRejected");
        assertThat(cause).doesNotContain("TerminalException");
        return false;
    }

    @Override
    public void close() {
        states.close();
        glue.close();
    }
}
