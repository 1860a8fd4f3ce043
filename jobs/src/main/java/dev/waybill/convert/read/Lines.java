package dev.waybill.convert.read;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, none of them longer than a record may be. */
final class Lines {
    private final Reader in;
    private final char[] buffer = new char[1 << 15];
    private int at;
    private int limit;
    private long number;

    Lines(Reader in) {
        this.in = in;
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    String next() throws IOException, FileFaultException {
        if (at == limit && !fill()) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        int end = lineFeed();
        while (end < 0) {
            line.append(buffer, at, limit - at);
            if (line.length() > RecordReader.LONGEST_RECORD) {
                throw new FileFaultException("line " + number + " has more than " + RecordReader.LONGEST_RECORD
                        + " characters. A document that isn't one object a line needs records in its contract");
            }
            if (!fill()) {
                return withoutReturn(line);
            }
            end = lineFeed();
        }
        line.append(buffer, at, end - at);
        at = end + 1;
        return withoutReturn(line);
    }

    /** The number of the line that {@link #next} answered last, from 1. */
    long number() {
        return number;
    }

    private int lineFeed() {
        for (int i = at; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private static String withoutReturn(StringBuilder line) {
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
