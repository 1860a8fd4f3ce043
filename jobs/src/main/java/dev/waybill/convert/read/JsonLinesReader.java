package dev.waybill.convert.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Contract;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. A line that isn't JSON is a bad record, and the next one is read. */
final class JsonLinesReader implements LineReader {
    private final DecodedReader text;
    private final Lines lines;
    private final JsonFields fields;

    JsonLinesReader(DecodedReader text, Lines lines, Contract contract) {
        this.text = text;
        this.lines = lines;
        this.fields = new JsonFields(contract);
    }

    @Override
    public @Nullable SourceRecord next() throws FileFaultException {
        try {
            @Nullable String line = lines.next();
            while (line != null && line.isBlank()) {
                line = lines.next();
            }
            if (line == null) {
                fields.refuseDrift();
                return null;
            }
            return record(line);
        } catch (IOException e) {
            throw Unreadable.of(e);
        }
    }

    private SourceRecord record(String line) throws IOException {
        List<Fault> faults = new ArrayList<>();
        if (text.hasEscaped()) {
            Undecodable.in(line).ifPresent(faults::add);
        }
        try {
            JsonNode record = Json.whole(line, faults);
            return Json.record(lines.number(), () -> raw(line), record, fields, faults);
        } catch (JsonProcessingException e) {
            faults.add(Fault.ofRecord(Json.problem(e), "malformed JSON"));
            return new SourceRecord(lines.number(), () -> raw(line), new String[0], faults);
        }
    }

    private RawText raw(String line) {
        return new RawText(line, text.charset());
    }

    @Override
    public long lines() {
        return lines.number();
    }

    @Override
    public boolean anyJudged() {
        return fields.anyJudged();
    }

    @Override
    public FileDrift drift() {
        return fields.drift();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
