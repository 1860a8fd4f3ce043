package dev.waybill.local.quarantine;

import dev.waybill.contract.Contract;
import dev.waybill.convert.read.FileHead;
import java.util.Optional;

/** Puts rejected records of one file together to a file of the same format: the bytes before, of, and behind them. */
interface ExportedFile {
    byte[] begin();

    /** A record, with what separates it from those before. */
    byte[] record(RejectedRecord row);

    byte[] end();

    /** What must be corrected by hand before the file can be read again, if anything. */
    Optional<String> remark();

    /** A file of the contract's format, whose records come from a file with this head. */
    static ExportedFile of(Contract contract, FileHead head) {
        return switch (contract.source().format()) {
            case CSV -> new ExportedCsv(head);
            case JSON -> new ExportedJson(head, ExportedJson.path(contract.source()));
            case XML -> new ExportedXml(head.namespaces());
        };
    }
}
