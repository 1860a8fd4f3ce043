package dev.waybill.convert.read;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file with nothing in it. */
record NoRecords(Closeable file) implements RecordReader {
    @Override
    public @Nullable SourceRecord next() {
        return null;
    }

    @Override
    public FileDrift drift() {
        return FileDrift.NONE;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
