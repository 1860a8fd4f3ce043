package dev.waybill.local.quarantine;

import dev.waybill.convert.read.FileHead;
import java.util.Optional;

/** Rows with the header of their own file, in its encoding and with its line ends. */
final class ExportedCsv implements ExportedFile {
    private final FileHead head;

    ExportedCsv(FileHead head) {
        this.head = head;
    }

    @Override
    public byte[] begin() {
        return head.bytes();
    }

    @Override
    public byte[] record(RejectedRecord row) {
        return RecordBytes.of(row, head.charset(), text -> text + head.lineEnd());
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }

    @Override
    public Optional<String> remark() {
        return Optional.empty();
    }
}
