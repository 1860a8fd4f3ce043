package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.convert.type.Fault;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How source JSON is read: strictly, and numbers digit by digit as they stand. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(RecordReader.LONGEST_RECORD)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // Python writes NaN where it has no number. It is a wrong value of one record then, not of the whole file.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Reads a text that is one JSON value and nothing else. */
    static final ObjectReader WHOLE = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^]]*line: (\\d+), column: (\\d+)]");
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private Json() {}

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
        return new SourceRecord(position, raw, fields.of(record, faults), faults);
    }
}
