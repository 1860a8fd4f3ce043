package dev.waybill.convert.read;

import dev.waybill.contract.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** What stands before the rows of a CSV file. */
public final class FileHead {
    private FileHead() {}

    /**
     * The lines up to and with the header, each with its end; empty for files without one.
     *
     * @param file from its beginning, compressed or not
     * @throws IOException also if it can't be unpacked
     */
    public static String of(InputStream file, Source source) throws IOException {
        if (!source.csv().header()) {
            return "";
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(SourceStream.unpacked(file), source.encoding()))) {
            StringBuilder head = new StringBuilder();
            int left = source.csv().skip() + 1;
            for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
                head.append(head.length() == 0 ? line.replaceFirst("^\uFEFF", "") : line)
                        .append('\n');
                boolean isComment = source.csv()
                        .comment()
                        .filter(mark -> line(head).indexOf(mark) == 0)
                        .isPresent();
                left -= isComment ? 0 : 1;
            }
            return head.toString();
        } catch (FileFaultException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The last line. */
    private static String line(StringBuilder head) {
        return head.substring(head.lastIndexOf("\n", head.length() - 2) + 1);
    }
}
