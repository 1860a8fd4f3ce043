package dev.waybill.convert.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a part of a file that was cut. Positions are lines of the part. */
public final class PartReader implements RecordReader {
    private final LineReader lines;

    PartReader(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable SourceRecord next() throws ReadWholeException {
        try {
            return lines.next();
        } catch (FileFaultException e) {
            throw new ReadWholeException(e);
        }
    }

    /** How many lines ended so far. */
    public long lines() {
        return lines.lines();
    }

    /** Whether any record so far tells which columns are missing. */
    public boolean anyJudged() {
        return lines.anyJudged();
    }

    @Override
    public FileDrift drift() {
        return lines.drift();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
