package dev.waybill.convert.read;

import dev.waybill.contract.Source.CsvDialect;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV into rows, by RFC 4180 and the contract's dialect. It goes on after a row whose quotes are broken and keeps
 * every row's text, which is why it exists: see docs/adr/0002-own-csv-tokenizer.md.
 *
 * <p>A quote in the middle of an unquoted value is part of the value. Lines without any text are skipped; so are lines of
 * white space, if white space around values is removed, and lines that begin with the dialect's comment. Lines end in LF,
 * CRLF or CR.
 */
final class CsvTokenizer {
    private static final int END = -1;
    /** No character: there are no comments. */
    private static final int NONE = -2;

    private final Reader in;
    private final char delimiter;
    private final char quote;
    private final char escape;
    private final int comment;
    private final boolean trim;
    private int skip;

    /** Holds the row so far, from {@code begin}, and what was read beyond it. */
    private char[] buffer = new char[1 << 15];

    private int begin;
    private int at;
    private int limit;
    private long line = 1;
    private long firstLine = 1;
    private final StringBuilder quoted = new StringBuilder();
    private int width;
    /** Whether the value that was read last is in quotes. */
    private boolean inQuotes;

    /**
     * A tokenizer.
     *
     * @param skip so many lines are left out before the first row
     */
    CsvTokenizer(Reader in, CsvDialect dialect, boolean trim, int skip) {
        this.in = in;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.escape = dialect.escape();
        this.comment = dialect.comment().map(c -> (int) c).orElse(NONE);
        this.trim = trim;
        this.skip = skip;
    }

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param text makes its text
     * @param endsWithDelimiter whether its last value is nothing behind a delimiter, not even quotes
     * @param problem why its values can't be trusted, null if they can
     */
    record Row(
            long line,
            Supplier<String> text,
            List<String> values,
            boolean endsWithDelimiter,
            @Nullable String problem) {
        /** The row as it stands in the file, without its line end. It can be had until the next row is read. */
        String raw() {
            return text.get();
        }
    }

    /** The next row that is neither blank nor a comment; null at the end. */
    @Nullable
    Row next() throws IOException, FileFaultException {
        for (; skip > 0; skip--) {
            leaveOutLine();
        }
        while (true) {
            begin = at;
            firstLine = line;
            int c = peek();
            if (c == END) {
                return null;
            }
            if (c == comment) {
                leaveOutLine();
                continue;
            }
            Row row = row();
            if (!isBlank(row)) {
                return row;
            }
        }
    }

    boolean isAtEnd() throws IOException, FileFaultException {
        return peek() == END;
    }

    /** How many lines ended so far. */
    long lines() {
        return line - 1;
    }

    private void leaveOutLine() throws IOException, FileFaultException {
        while (!endsLine(peek())) {
            at++;
            begin = at;
        }
        endLine();
    }

    private boolean isBlank(Row row) {
        return row.values().size() == 1 && isNothing(row.raw());
    }

    private Row row() throws IOException, FileFaultException {
        List<String> values = new ArrayList<>(width);
        while (true) {
            @Nullable String value = value();
            if (value == null) {
                String problem = "value " + (values.size() + 1) + " has text after its closing quote";
                skipLine();
                return endRow(values, problem);
            }
            values.add(value);
            if (peek() != delimiter) {
                width = values.size();
                return endRow(values, null);
            }
            at++;
        }
    }

    private Row endRow(List<String> values, @Nullable String problem) throws IOException, FileFaultException {
        boolean endsWithDelimiter = values.size() > 1 && !inQuotes && isNothing(values.get(values.size() - 1));
        int length = at - begin;
        Row row = new Row(firstLine, () -> new String(buffer, begin, length), values, endsWithDelimiter, problem);
        endLine();
        return row;
    }

    private boolean isNothing(String value) {
        return trim ? value.isBlank() : value.isEmpty();
    }

    private void endLine() throws IOException, FileFaultException {
        int c = peek();
        if (c != END) {
            at++;
            line++;
            if (c == '\r' && peek() == '\n') {
                at++;
            }
        }
    }

    /** Reads one value up to its delimiter or line end; null if there is text after its closing quote. */
    private @Nullable String value() throws IOException, FileFaultException {
        int offset = at - begin;
        int c = peek();
        while (trim && c != delimiter && (c == ' ' || c == '\t')) {
            at++;
            c = peek();
        }
        inQuotes = c == quote;
        if (inQuotes) {
            at++;
            return quoted();
        }
        while (c != delimiter && !endsLine(c)) {
            at = plainUntil(at + 1);
            c = peek();
        }
        return new String(buffer, begin + offset, at - begin - offset);
    }

    /** The next place from this one on that may end an unquoted value, or where the buffer ends. */
    private int plainUntil(int from) {
        char[] text = buffer;
        int end = limit;
        int i = from;
        while (i < end && text[i] != delimiter && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        return i;
    }

    private @Nullable String quoted() throws IOException, FileFaultException {
        quoted.setLength(0);
        while (true) {
            int c = peek();
            if (c == END) {
                throw new FileFaultException(
                        "line " + firstLine + ": a quote is opened and never closed. Close it, or " + advice());
            }
            at++;
            if (c == escape && (peek() == quote || (escape != quote && peek() == escape))) {
                quoted.append(buffer[at++]);
            } else if (c == quote) {
                return isValueAtEnd() ? quoted.toString() : null;
            } else {
                quoted.append((char) c);
                if (c == '\n' || (c == '\r' && peek() != '\n')) {
                    line++;
                }
            }
        }
    }

    /** How a quote inside a value is written in this dialect. */
    String advice() {
        return escape == quote
                ? "double the quotes inside values"
                : "write " + escape + " before the quotes inside values";
    }

    private boolean isValueAtEnd() throws IOException, FileFaultException {
        int c = peek();
        while (c != delimiter && (c == ' ' || c == '\t')) {
            at++;
            c = peek();
        }
        return c == delimiter || endsLine(c);
    }

    private void skipLine() throws IOException, FileFaultException {
        while (!endsLine(peek())) {
            at++;
        }
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r' || c == END;
    }

    private int peek() throws IOException, FileFaultException {
        return at < limit || fill() ? buffer[at] : END;
    }

    /** Reads on behind the row so far, which moves to the buffer's beginning. False at the end. */
    private boolean fill() throws IOException, FileFaultException {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, limit - begin);
            at -= begin;
            limit -= begin;
            begin = 0;
        }
        if (limit > RecordReader.LONGEST_RECORD) {
            throw new FileFaultException("line " + firstLine + ": the row has more than " + RecordReader.LONGEST_RECORD
                    + " characters. Is a quote opened there and never closed?");
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }
}
