package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** The header of a CSV file and the width of its rows, for the readers of its parts. */
record CsvPartFormat(CsvReader head, Charset charset, Contract contract) implements CutFile.PartFormat {
    private static final int ROWS = 4;

    /** Absent if the file's beginning doesn't hold a right header and a first row. */
    static Optional<CutFile.PartFormat> of(DecodedReader beginning, Contract contract) throws IOException {
        try {
            CsvReader head = new CsvReader(beginning, contract);
            boolean known = head.next() != null && head.knowsWidth() && !head.isAtEnd();
            return known ? Optional.of(new CsvPartFormat(head, beginning.charset(), contract)) : Optional.empty();
        } catch (FileFaultException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean beginsRecord(byte[] text, int place) throws IOException {
        CsvReader rows =
                head.behind(new DecodedReader(new ByteArrayInputStream(text, place, text.length - place), charset));
        int right = 0;
        try {
            while (right < ROWS) {
                SourceRecord row = rows.next();
                // The last row may be cut off.
                if (row == null || rows.isAtEnd()) {
                    break;
                }
                if (!row.faults().isEmpty()) {
                    return false;
                }
                right++;
            }
        } catch (FileFaultException e) {
            // The text ends within quotes.
            return right > 0;
        }
        return right > 0;
    }

    @Override
    public LineReader first(InputStream bytes) throws IOException, FileFaultException {
        return new CsvReader(
                SourceStream.text(
                        new BufferedInputStream(bytes), contract.source().encoding()),
                contract);
    }

    @Override
    public LineReader reader(DecodedReader text) {
        return head.behind(text);
    }
}
