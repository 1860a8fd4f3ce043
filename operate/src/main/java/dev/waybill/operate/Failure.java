package dev.waybill.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.receipt.ReceiptJson;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Why an execution didn't end well.
 *
 * @param state in which it ended; empty before its first
 * @param error the name of the error: {@code BatchRejected} for a verdict about the data
 * @param cause a sentence
 */
public record Failure(ExecutionStatus status, Optional<String> state, String error, String cause) {
    /** The error of the state machine's failure branch. */
    public static final String REJECTED = "BatchRejected";

    /** A verdict about the data, by the contract or by its checks; anything else is about the machines. */
    public boolean isVerdict() {
        return error.equals(REJECTED);
    }

    /** The sentence in a cause, which is a sentence, or the JSON of a job run or of a function's error. */
    public static String sentence(String cause) {
        try {
            JsonNode json = ReceiptJson.mapper().readTree(cause);
            for (String field : List.of("ErrorMessage", "errorMessage")) {
                if (json.path(field).isTextual()) {
                    return withoutStackTrace(json.path(field).asText());
                }
            }
        } catch (JsonProcessingException e) {
            // No JSON: a sentence.
        }
        return withoutStackTrace(cause);
    }

    /** Spark's messages have the traces of its tasks in them. */
    private static String withoutStackTrace(String message) {
        int trace = message.indexOf("\n\tat ");
        return trace < 0 ? message : message.substring(0, trace).strip();
    }

    /** For people: {@code LoadBatch failed with States.TaskFailed: The warehouse failed at …}. */
    @Override
    public String toString() {
        if (isVerdict()) {
            return cause;
        }
        String where = state.map(name -> name + " ").orElse("");
        return switch (status) {
            case TIMED_OUT -> where + "took longer than the state machine waits";
            case ABORTED -> where + "was stopped" + (cause.isEmpty() ? "" : ": " + cause);
            default -> where + "failed with " + error + (cause.isEmpty() ? "" : ": " + cause);
        };
    }
}
