package dev.waybill.convert.read;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Takes the records out of one file, one at a time and in their order. */
public interface RecordReader extends Closeable {
    /** A record's text may have this many characters; more is a fault of the file, most often a quote that never closes. */
    int LONGEST_RECORD = 16 << 20;

    /**
     * The next record, null after the last one.
     *
     * @throws FileFaultException if the rest of the file can't be trusted, or at its end, if it has fields that the contract
     *     doesn't and {@code drift: fail} refuses them
     */
    @Nullable
    SourceRecord next() throws FileFaultException;

    /** What the file's fields and the contract's columns don't share; it is complete when the last record was taken. */
    FileDrift drift();
}
