package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers what the fields of a file's records and the contract's columns don't share, where a file has no header to say so. */
final class RecordDrift {
    private final Contract contract;
    private final NewNames news = new NewNames();
    private final boolean[] found;
    private boolean anyRecord;

    RecordDrift(Contract contract) {
        this.contract = contract;
        this.found = new boolean[contract.columns().size()];
    }

    NewNames news() {
        return news;
    }

    /** Says that there is a record to judge by. */
    void record() {
        anyRecord = true;
    }

    boolean anyRecord() {
        return anyRecord;
    }

    /** Says that a record has a column, be it NULL there. */
    void found(int column) {
        found[column] = true;
    }

    /** Throws at a file's end if it has new names and the contract says that there mustn't be any. */
    void refuse() throws FileFaultException {
        news.refuse(contract, "the records have fields");
    }

    FileDrift drift() {
        List<Column> columns = contract.columns();
        return news.drift(IntStream.range(0, found.length)
                .filter(i -> anyRecord && !found[i])
                .mapToObj(i -> columns.get(i).name())
                .toList());
    }
}
