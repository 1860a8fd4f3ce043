package dev.waybill.convert.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, none of them longer than a record may be. */
final class Lines {
    private final BufferedReader in;
    private long number;

    Lines(Reader in) {
        this.in = new BufferedReader(in, 1 << 15);
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    String next() throws IOException, FileFaultException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        number++;
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() > RecordReader.LONGEST_RECORD) {
                throw new FileFaultException("line " + number + " has more than " + RecordReader.LONGEST_RECORD
                        + " characters. A document that isn't one object a line needs records in its contract");
            }
            c = in.read();
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    /** The number of the line that {@link #next} answered last, from 1. */
    long number() {
        return number;
    }
}
