package dev.waybill.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.waybill.contract.ValueRules.TooLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * One JSON value, which stays the text that it is, digit by digit. What Redshift's JSON_PARSE refuses is a fault here, because
 * there one value would fail the whole batch: a field that an object has twice, and more than 1000 levels; and so is what no
 * type that a super is made of holds: a number beyond double precision, a NUL, half a character.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html">Parsing options for SUPER</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html">Limitations</a>
 */
final class SuperParser implements ValueParser {
    /** The longest varchar, as which JSON is staged. */
    private static final int MOST_BYTES = 65_535;

    private static final int MOST_LEVELS = 1000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNumberLength(MOST_BYTES)
                    .maxNameLength(MOST_BYTES)
                    .build())
            .build();
    private static final TextParser TEXT = new TextParser(MOST_BYTES, "super", false, TooLong.REJECT);

    @Override
    public Object parse(String text) throws ValueFaultException {
        requireLength(text);
        try (JsonParser json = JSON.createParser(text)) {
            requireOneValue(json);
        } catch (JsonEOFException e) {
            throw new ValueFaultException("is not whole JSON: it ends too early");
        } catch (StreamConstraintsException e) {
            throw new ValueFaultException("nests deeper than " + MOST_LEVELS + " levels");
        } catch (JsonProcessingException e) {
            throw notJson(e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read", e);
        }
        return text;
    }

    private static void requireLength(String text) throws ValueFaultException {
        // No char has more than 3 bytes.
        int bytes = text.length() <= MOST_BYTES / 3 ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            String rule = "too long for a super, which is staged as a varchar(" + MOST_BYTES + ")";
            throw new ValueFaultException("has " + bytes + " bytes, " + rule, "is " + rule);
        }
    }

    private static void requireOneValue(JsonParser json) throws IOException, ValueFaultException {
        Deque<Set<String>> names = new ArrayDeque<>();
        if (json.nextToken() == null) {
            throw notJson(0);
        }
        do {
            check(json, names);
        } while (!json.getParsingContext().inRoot() && json.nextToken() != null);
        if (json.nextToken() != null) {
            throw notJson(json.currentTokenLocation().getCharOffset());
        }
    }

    private static void check(JsonParser json, Deque<Set<String>> names) throws IOException, ValueFaultException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            names.push(new HashSet<>());
        } else if (token == JsonToken.END_OBJECT) {
            names.pop();
        } else if (token == JsonToken.FIELD_NAME && !names.element().add(json.currentName())) {
            throw new ValueFaultException("has the field '" + json.currentName() + "' twice", "has a field twice");
        }
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
            TEXT.parse(json.getText());
        } else if (token.isNumeric() && Double.isInfinite(Double.parseDouble(json.getText()))) {
            throw new ValueFaultException("has a number out of range for a double precision");
        }
    }

    private static ValueFaultException notJson(long offset) {
        return new ValueFaultException("is not JSON near character " + (offset + 1), "is not JSON");
    }
}
