package dev.waybill.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a task, within its time and within the size that Step Functions allows a state's data. */
record TaskCall(ExecutorService threads) {
    private static final Logger LOG = LoggerFactory.getLogger(TaskCall.class);
    private static final int MOST_BYTES = 256 * 1024;

    JsonNode run(TaskHandler handler, JsonNode arguments, Optional<Duration> limit)
            throws TaskFailedException, InterruptedException {
        Future<JsonNode> running = threads.submit(() -> handler.run(arguments));
        try {
            return small(running.get(limit.orElse(Duration.ofDays(365)).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new TaskFailedException(ErrorNames.TIMEOUT, "The task did not end within its time limit");
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static JsonNode small(JsonNode result) throws TaskFailedException {
        int bytes = result.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new TaskFailedException(
                    ErrorNames.DATA_LIMIT_EXCEEDED,
                    "The task's result has " + bytes + " bytes; a state's data has at most " + MOST_BYTES
                            + ". Leave it in S3 and pass a pointer");
        }
        return result;
    }

    private static TaskFailedException failure(Throwable thrown) {
        if (thrown instanceof TaskFailedException failed) {
            return failed;
        }
        LOG.error("A task failed with an exception that is no error of a state", thrown);
        return new TaskFailedException(ErrorNames.RUNTIME, thrown.toString());
    }
}
