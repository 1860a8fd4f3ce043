package dev.waybill.convert.read;

import dev.waybill.contract.Source.CsvDialect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV into rows, by RFC 4180 and the contract's dialect. It goes on after a row whose quotes are broken and keeps
 * every row's text, which is why it exists: see docs/adr/0002-own-csv-tokenizer.md.
 *
 * <p>A quote in the middle of an unquoted value is part of the value. Blank lines are skipped. Lines end in LF, CRLF or CR.
 */
final class CsvTokenizer {
    private static final int END = -1;
    private final Reader in;
    private final char delimiter;
    private final char quote;
    private final char escape;
    private final boolean trim;
    private final char[] buffer = new char[1 << 15];
    private int at;
    private int limit;
    private long line = 1;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder value = new StringBuilder();

    CsvTokenizer(Reader in, CsvDialect dialect, boolean trim) {
        this.in = in;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.escape = dialect.escape();
        this.trim = trim;
    }

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param problem why its values can't be trusted, null if they can
     */
    record Row(
            long line,
            String raw,
            List<String> values,
            @Nullable String problem) {}

    /** The next row that isn't blank; null at the end. */
    @Nullable
    Row next() throws IOException, FileFaultException {
        while (true) {
            if (peek() == END) {
                return null;
            }
            Row row = row();
            if (!row.raw().isEmpty()) {
                return row;
            }
        }
    }

    private Row row() throws IOException, FileFaultException {
        raw.setLength(0);
        long begin = line;
        List<String> values = new ArrayList<>();
        while (true) {
            if (!value(begin)) {
                String problem = "value " + (values.size() + 1) + " has text after its closing quote";
                skipLine(begin);
                return new Row(begin, raw.toString(), values, problem);
            }
            values.add(value.toString());
            int c = peek();
            if (c != delimiter) {
                endLine(c);
                return new Row(begin, raw.toString(), values, null);
            }
            take(begin);
        }
    }

    /** Reads one value up to its delimiter or line end; false if there is text after its closing quote. */
    private boolean value(long begin) throws IOException, FileFaultException {
        value.setLength(0);
        int c = peek();
        while (trim && c != delimiter && (c == ' ' || c == '\t')) {
            value.append(take(begin));
            c = peek();
        }
        if (c == quote) {
            value.setLength(0);
            take(begin);
            return quoted(begin);
        }
        while (c != delimiter && !endsLine(c)) {
            value.append(take(begin));
            c = peek();
        }
        return true;
    }

    private boolean quoted(long begin) throws IOException, FileFaultException {
        while (true) {
            int c = peek();
            if (c == END) {
                throw new FileFaultException("line " + begin
                        + ": a quote is opened and never closed. Close it, or double the quotes inside values");
            }
            char taken = take(begin);
            if (taken == escape && (peek() == quote || (escape != quote && peek() == escape))) {
                value.append(take(begin));
            } else if (taken == quote) {
                return afterQuote(begin);
            } else {
                value.append(taken);
            }
        }
    }

    private boolean afterQuote(long begin) throws IOException, FileFaultException {
        int c = peek();
        while (c != delimiter && (c == ' ' || c == '\t')) {
            take(begin);
            c = peek();
        }
        return c == delimiter || endsLine(c);
    }

    private void skipLine(long begin) throws IOException, FileFaultException {
        int c = peek();
        while (!endsLine(c)) {
            take(begin);
            c = peek();
        }
        endLine(c);
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r' || c == END;
    }

    private void endLine(int c) throws IOException {
        if (c == END) {
            return;
        }
        at++;
        line++;
        if (c == '\r' && peek() == '\n') {
            at++;
        }
    }

    private char take(long begin) throws IOException, FileFaultException {
        char c = buffer[at++];
        raw.append(c);
        if (raw.length() > RecordReader.LONGEST_RECORD) {
            throw new FileFaultException("line " + begin + ": the row has more than " + RecordReader.LONGEST_RECORD
                    + " characters. Is a quote opened there and never closed?");
        }
        if (c == '\n' || (c == '\r' && peek() != '\n')) {
            line++;
        }
        return c;
    }

    private int peek() throws IOException {
        if (at == limit) {
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
            if (limit == 0) {
                return END;
            }
        }
        return buffer[at];
    }
}
