package dev.waybill.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.error.TerminalException;
import java.io.IOException;

/**
 * The one JSON mapping of every document that Waybill writes: snake_case names, ISO-8601 times, what is absent left out,
 * and no unknown field accepted.
 */
public final class ReceiptJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ReceiptJson() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot write " + document.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** Reads a document of {@code type}; {@code name} says in the error what was read. */
    public static <T> T read(byte[] json, Class<T> type, Object name) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            String problem = e instanceof JacksonException fault ? JsonProblem.of(fault) : e.getMessage();
            throw new TerminalException("Cannot read " + name + " as " + type.getSimpleName() + ": " + problem, e);
        }
    }
}
