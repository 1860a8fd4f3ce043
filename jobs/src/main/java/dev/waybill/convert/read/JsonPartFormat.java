package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** JSON Lines: a line end stands within no text, and so each line begins a record. */
record JsonPartFormat(Charset charset, Contract contract) implements CutFile.PartFormat {
    @Override
    public boolean beginsRecord(byte[] text, int place) {
        return true;
    }

    @Override
    public LineReader first(InputStream bytes) throws IOException {
        return reader(SourceStream.text(
                new BufferedInputStream(bytes), contract.source().encoding()));
    }

    @Override
    public LineReader reader(DecodedReader text) {
        return new JsonLinesReader(text, new Lines(text), contract);
    }
}
