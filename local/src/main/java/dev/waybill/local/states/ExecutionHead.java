package dev.waybill.local.states;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What a list of executions shows of one. It stands at the beginning of its {@link ExecutionDocument}. */
record ExecutionHead(
        String name,
        ExecutionStatus status,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        int redrives,
        Optional<Instant> redrivenAt) {
    private static final String BEHIND = "position";

    static ExecutionHead of(ExecutionDocument document) {
        return new ExecutionHead(
                document.name(),
                document.status(),
                document.startedAt(),
                document.stoppedAt(),
                document.redrives(),
                document.redrivenAt());
    }

    /**
     * Reads no more of a document than its head.
     *
     * @throws IOException if it can't be read, or is no such document
     */
    static ExecutionHead read(InputStream document) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = ReceiptJson.mapper().createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals(BEHIND)) {
                String field = json.currentName();
                if (json.nextToken().isStructStart()) {
                    json.skipChildren();
                } else {
                    texts.put(field, json.getText());
                }
            }
        }
        try {
            return new ExecutionHead(
                    Objects.requireNonNull(texts.get("name")),
                    ExecutionStatus.valueOf(texts.get("status")),
                    Instant.parse(texts.get("started_at")),
                    Optional.ofNullable(texts.get("stopped_at")).map(Instant::parse),
                    Integer.parseInt(texts.get("redrives")),
                    Optional.ofNullable(texts.get("redriven_at")).map(Instant::parse));
        } catch (RuntimeException e) {
            throw new IOException("It has no head of an execution", e);
        }
    }

    boolean running() {
        return status == ExecutionStatus.RUNNING;
    }
}
