package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Contract;
import dev.waybill.contract.RecordsPath;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON documents, streamed: the elements of the list at the contract's path, or of a list at the top, or the
 * documents themselves where the file is a sequence of objects. Only one record is in memory at a time.
 */
final class JsonDocumentReader implements RecordReader {
    private final DecodedReader text;
    private final RecordedText recorded;
    private final JsonParser parser;
    private final JsonRecordLists lists;
    private final JsonFields fields;
    private long count;

    /**
     * Opens a reader.
     *
     * @param json the text from its beginning; {@code text} is what it is decoded by
     */
    JsonDocumentReader(DecodedReader text, Reader json, Contract contract) throws IOException {
        this.text = text;
        this.recorded = new RecordedText(json);
        this.parser = Json.FACTORY.createParser(recorded);
        this.lists = new JsonRecordLists(
                parser, contract.source().records().map(RecordsPath::parse).orElse(RecordsPath.TOP));
        this.fields = new JsonFields(contract);
    }

    @Override
    public @Nullable SourceRecord next() throws FileFaultException {
        try {
            if (!lists.next()) {
                fields.refuseDrift();
                return null;
            }
            return record();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (RecordedText.TooLongException e) {
            throw new FileFaultException(
                    "record " + (count + 1) + " has more than " + LONGEST_RECORD
                            + " characters. Is the contract's records the path of the list of records?",
                    e);
        } catch (IOException e) {
            throw Unreadable.of(e);
        }
    }

    private SourceRecord record() throws IOException {
        List<Fault> faults = new ArrayList<>();
        boolean hasText = parser.currentToken().isStructStart();
        if (hasText) {
            recorded.keepFrom(parser.currentTokenLocation().getCharOffset());
        }
        JsonNode record = JsonTree.read(parser, faults);
        String raw = hasText ? recorded.keptUntil(parser.currentLocation().getCharOffset()) : record.toString();
        if (text.hasEscaped()) {
            Undecodable.in(raw).ifPresent(faults::add);
        }
        return Json.record(++count, () -> new RawText(raw, text.charset()), record, fields, faults);
    }

    private static FileFaultException malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new FileFaultException(
                (place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ")
                        + Json.problem(e) + ". Deliver the file again, corrected",
                e);
    }

    @Override
    public FileDrift drift() {
        return fields.drift();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
