package dev.waybill.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.batch.BatchId;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.time.Instant;

/**
 * An execution that has ended, as EventBridge tells of it.
 *
 * @param name of the execution
 * @param batch as in its input
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Events of Step Functions</a>
 */
record EndedExecution(String name, Instant stoppedAt, BatchId batch) {

    /** Reads the event; what isn't about the execution and its batch may be anything. */
    static EndedExecution read(byte[] event) {
        try {
            JsonNode detail = ReceiptJson.mapper().readTree(event).path("detail");
            JsonNode input = ReceiptJson.mapper().readTree(detail.path("input").asText());
            return new EndedExecution(
                    text(detail, "name"),
                    Instant.ofEpochMilli(detail.path("stopDate").asLong()),
                    BatchId.parse(text(input, "batch")));
        } catch (JsonProcessingException e) {
            throw new TerminalException("Cannot report on the execution of this event: it is not JSON", e);
        } catch (IOException | IllegalArgumentException e) {
            // Without the event itself, which has reasons with values of rows: the queue of failures keeps it.
            throw new TerminalException("Cannot report on the execution of this event: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException("it has no text " + field);
        }
        return json.path(field).asText();
    }
}
