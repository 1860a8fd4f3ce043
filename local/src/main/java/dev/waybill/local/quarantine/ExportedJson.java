package dev.waybill.local.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.contract.Source;
import dev.waybill.convert.read.FileHead;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.ReceiptJson;
import java.util.List;
import java.util.Optional;

/** Records a line each, or in a list at the contract's path, in the encoding of their own file. */
final class ExportedJson implements ExportedFile {
    private final FileHead head;
    private final List<String> path;
    private boolean hasRecords;

    ExportedJson(FileHead head, List<String> path) {
        this.head = head;
        this.path = path;
    }

    /**
     * The path of the records; empty for a line each.
     *
     * @throws TerminalException for a path that a document can't be made of
     */
    static List<String> path(Source source) {
        Optional<String> records = source.records();
        if (records.isEmpty()) {
            return List.of();
        }
        if (!records.get().matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*")) {
            throw new TerminalException("Cannot export: files with the records at " + records.get()
                    + " can't be put together again. Use 'quarantine show --json'");
        }
        return List.of(records.get().split("\\."));
    }

    @Override
    public byte[] begin() {
        String mark = new String(head.bytes(), head.charset());
        String begin = path.stream().map(part -> "{\"" + part + "\": ").reduce("", String::concat);
        return (mark + begin + (path.isEmpty() ? "" : "[\n")).getBytes(head.charset());
    }

    @Override
    public byte[] record(RejectedRecord row) {
        String before = path.isEmpty() || !hasRecords ? "" : ",\n";
        String behind = path.isEmpty() ? "\n" : "";
        hasRecords = true;
        return RecordBytes.of(row, head.charset(), text -> before + oneLine(text) + behind);
    }

    /**
     * JSON Lines have a line for each record. Its text stays as it is, numbers to the last digit: only line breaks go, which in
     * JSON are never within a value.
     */
    private static String oneLine(String raw) {
        if (raw.indexOf('\n') < 0 && raw.indexOf('\r') < 0) {
            return raw;
        }
        try {
            ReceiptJson.mapper().readTree(raw);
            return raw.replaceAll("[\r\n]+", " ");
        } catch (JsonProcessingException e) {
            // No JSON: to be corrected.
            return raw;
        }
    }

    @Override
    public byte[] end() {
        return (path.isEmpty() ? "" : "\n]" + "}".repeat(path.size()) + "\n").getBytes(head.charset());
    }

    @Override
    public Optional<String> remark() {
        return Optional.empty();
    }
}
