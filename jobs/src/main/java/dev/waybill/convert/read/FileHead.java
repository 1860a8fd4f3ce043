package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Source;
import dev.waybill.contract.Source.Format;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** What stands before the records of a file, and how its text is written. */
public final class FileHead {
    private final RawText text;
    private final Map<String, String> namespaces;

    private FileHead(RawText text, Map<String, String> namespaces) {
        this.text = text;
        this.namespaces = Map.copyOf(namespaces);
    }

    /**
     * The head of a file.
     *
     * @param file from its beginning, compressed or not; no more of it is read than is needed, and it isn't closed
     * @throws IOException also if it can't be unpacked, or is none of the contract's format
     */
    public static FileHead of(InputStream file, Contract contract) throws IOException {
        Source source = contract.source();
        try {
            InputStream in = SourceStream.unpacked(file);
            if (source.format() == Format.XML) {
                return new FileHead(
                        new RawText("", StandardCharsets.UTF_8),
                        XmlNamespaces.of(in, source.records().orElseThrow()));
            }
            byte[] first = SourceStream.peek(in, 4);
            DecodedReader text = SourceStream.text(in, source.encoding());
            Charset charset = text.charset();
            boolean hasMark = startsWith(first, "\uFEFF".getBytes(charset));
            String lines = source.format() == Format.CSV ? lines(text, source) : "";
            return new FileHead(new RawText((hasMark ? "\uFEFF" : "") + lines, charset), Map.of());
        } catch (FileFaultException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Of a file that nobody can read anymore, of a format that has nothing before its records. */
    public static FileHead none(Source source) {
        return new FileHead(new RawText("", source.encoding()), Map.of());
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The lines up to and with the header, or those that are left out before rows without one. */
    private static String lines(Reader file, Source source) throws IOException, FileFaultException {
        Kept text = new Kept(file);
        CsvTokenizer rows =
                new CsvTokenizer(text, source.csv(), source.trim(), source.csv().skip());
        CsvTokenizer.Row first = rows.next();
        if (!source.csv().header()) {
            return text.lines(source.csv().skip());
        }
        if (first == null) {
            return "";
        }
        rows.isAtEnd();
        return text.lines(rows.lines());
    }

    /** The bytes before the first record, as they stand in the file, its byte order mark included. */
    public byte[] bytes() {
        return text.bytes();
    }

    /** The encoding of the file, which its byte order mark may have said. */
    public Charset charset() {
        return text.encoding();
    }

    /** How its last line ends; with LF if there is none. */
    public String lineEnd() {
        String lines = text.decoded();
        if (lines.endsWith("\r\n")) {
            return "\r\n";
        }
        return lines.endsWith("\r") ? "\r" : "\n";
    }

    /** Of XML, the namespaces by the prefixes that are declared where its first record stands; of none by {@code ""}. */
    public Map<String, String> namespaces() {
        return namespaces;
    }

    /** Keeps all that is read of a text. */
    private static final class Kept extends FilterReader {
        private final StringBuilder kept = new StringBuilder();

        Kept(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            kept.append(target, offset, Math.max(0, count));
            return count;
        }

        /** The first lines with their ends; the last line of the file gets one. */
        String lines(long count) {
            int at = 0;
            for (long line = 0; line < count; line++) {
                while (at < kept.length() && kept.charAt(at) != '\n' && kept.charAt(at) != '\r') {
                    at++;
                }
                boolean isPair = at + 1 < kept.length() && kept.charAt(at) == '\r' && kept.charAt(at + 1) == '\n';
                at = Math.min(kept.length(), at + (isPair ? 2 : 1));
            }
            return kept.substring(0, at);
        }
    }
}
