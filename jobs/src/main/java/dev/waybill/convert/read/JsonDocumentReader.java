package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Contract;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON documents, streamed: the elements of the list at the contract's path, or of a list at the top, or the
 * documents themselves where the file is a sequence of objects. Only one record is in memory at a time.
 */
final class JsonDocumentReader implements RecordReader {
    private final DecodedReader text;
    private final JsonParser parser;
    private final Optional<FieldPath> records;
    private final JsonFields fields;
    private long count;
    private boolean inList;
    /** The nesting outside the current list; its end is the end of its document. */
    private int depth;

    /**
     * Opens a reader.
     *
     * @param json the text from its beginning; {@code text} is what it is decoded by
     */
    JsonDocumentReader(DecodedReader text, Reader json, Contract contract) throws IOException {
        this.text = text;
        this.parser = Json.MAPPER.createParser(json);
        this.records = contract.source().records().map(FieldPath::parse);
        this.fields = new JsonFields(contract.columns());
    }

    @Override
    public @Nullable SourceRecord next() throws FileFaultException {
        try {
            while (true) {
                if (!inList && !open()) {
                    return null;
                }
                if (!inList) {
                    return record();
                }
                if (parser.nextToken() != JsonToken.END_ARRAY) {
                    return record();
                }
                inList = false;
                finishDocument();
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw Unreadable.of(e);
        }
    }

    /** Goes to the next document's records; leaves the parser on a single record, or in a list. False at the end. */
    private boolean open() throws IOException, FileFaultException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        depth = 0;
        for (Step step : records.map(FieldPath::steps).orElse(List.of())) {
            if (!(step instanceof Step.Field field
                    ? enterField(field.name())
                    : enterElement(((Step.Element) step).index()))) {
                throw new FileFaultException("no '" + step + "' on the path to the records, " + records.orElseThrow()
                        + ". Correct the file, or the contract's records");
            }
        }
        inList = parser.currentToken() == JsonToken.START_ARRAY;
        if (!inList && records.isPresent()) {
            throw new FileFaultException("line " + line() + ": the records at " + records.get() + " are not a list");
        }
        return true;
    }

    private boolean enterField(String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        depth++;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private boolean enterElement(int index) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        depth++;
        for (int i = 0; i <= index; i++) {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                return false;
            }
            if (i < index) {
                parser.skipChildren();
            }
        }
        return true;
    }

    /** Reads what follows the list: a document that breaks off there is not whole. */
    private void finishDocument() throws IOException, FileFaultException {
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new FileFaultException(
                        "line " + line() + ": the JSON document ends early. Deliver the file again, whole");
            }
            if (token.isStructEnd()) {
                depth--;
            } else if (token.isStructStart()) {
                parser.skipChildren();
            }
        }
    }

    private SourceRecord record() throws IOException {
        JsonNode record = parser.readValueAsTree();
        List<Fault> faults = new ArrayList<>();
        if (text.hasEscaped()) {
            Undecodable.in(record.toString()).ifPresent(faults::add);
        }
        return Json.record(++count, () -> new RawText(record.toString(), text.charset()), record, fields, faults);
    }

    private long line() {
        return parser.currentLocation().getLineNr();
    }

    private static FileFaultException malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new FileFaultException(
                (place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ")
                        + Json.problem(e) + ". Deliver the file again, corrected",
                e);
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
