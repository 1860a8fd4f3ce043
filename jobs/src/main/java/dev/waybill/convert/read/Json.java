package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How source JSON is read: strictly, and at most 1000 levels deep. */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(RecordReader.LONGEST_RECORD)
                    .maxNumberLength(RecordReader.LONGEST_RECORD)
                    .build())
            // Python writes NaN where it has no number. It is a wrong value of one record then, not of the whole file.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final JsonMapper TEXTS =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^]]*line: (\\d+), column: (\\d+)]");
    private static final Pattern SETTING = Pattern.compile(
            ", from `[^`]*`|: enable `[^`]*` to allow| \\(not recognized as one since Feature [^)]*\\)");

    private Json() {}

    /** Reads a text that is one JSON value and nothing else. */
    static JsonNode whole(String text, List<Fault> faults) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonNode value = JsonTree.read(parser, faults);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more than one value");
            }
            return value;
        }
    }

    /** The text of a value, with numbers digit by digit; a NaN, which isn't JSON, stays one. */
    static String text(JsonNode value) {
        try {
            return TEXTS.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON value has no text", e);
        }
    }

    /** Whether a text is one JSON object and nothing else. */
    static boolean isWholeObject(String text) throws IOException {
        try {
            return !text.isBlank() && whole(text, new ArrayList<>()).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Jackson's own words about malformed JSON, without those about Jackson. */
    static String problem(JsonProcessingException e) {
        String words = SOURCE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
        return "malformed JSON: " + SETTING.matcher(words).replaceAll("");
    }

    static SourceRecord record(
            long position, Supplier<RawText> raw, JsonNode record, JsonFields fields, List<Fault> faults) {
        if (!record.isObject()) {
            faults.add(Fault.ofRecord("the record is not an object"));
            return new SourceRecord(position, raw, new String[0], faults);
        }
        @Nullable String[] texts = fields.of(record, faults);
        return new SourceRecord(position, raw, texts, faults, fields.added());
    }
}
