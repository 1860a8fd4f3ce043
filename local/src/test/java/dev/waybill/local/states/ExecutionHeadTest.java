package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.receipt.ReceiptJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class ExecutionHeadTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ExecutionDocument DOCUMENT = ExecutionDocument.started(
                    "orders-1",
                    START,
                    Json.of("{'redrives': 7}"),
                    new Position("First", Json.of("{}"), JsonNodeFactory.instance.objectNode()))
            .failed(ExecutionStatus.FAILED, START.plusSeconds(5), "States.TaskFailed", "no room")
            .redriven(START.plusSeconds(9));

    private static ExecutionHead read(String document) throws IOException {
        return ExecutionHead.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aHeadIsReadFromTheBeginningOfADocument() throws IOException {
        String text = ReceiptJson.write(DOCUMENT);

        assertThat(read(text)).isEqualTo(ExecutionHead.of(DOCUMENT));
        assertThat(read(text.substring(0, text.indexOf("\"position\"") + "\"position\":{".length())))
                .isEqualTo(ExecutionHead.of(DOCUMENT));
    }

    @Test
    void whatHasNoHeadIsAnError() {
        for (String text : new String[] {"", "{", "{}", "[1]", "{\"name\": \"a\"}"}) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
        }
    }
}
