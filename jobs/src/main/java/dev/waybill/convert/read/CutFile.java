package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A file that is read in parts: plain CSV or JSON Lines, in an encoding whose line ends are one byte. Each part begins with the
 * first record behind its place, and ends where the next one begins.
 *
 * <p>Whether a line of CSV begins a record, only a reader of all that is before it knows: it may lie within quotes. So a
 * part begins with a line behind which rows are as wide as the file's first row. Where that is wrong, the part before it ends
 * within quotes, which is a fault: <em>a fault of a part says nothing but that the file must be read whole</em> ({@link ReadWholeException}). If no part
 * has one, then each began where the one before it had come to the end of a record, and together they read what one reader would.
 */
final class CutFile {
    /** Header and first row, and some rows behind a part's beginning, have place in so many bytes. */
    private static final int WINDOW = 1 << 18;

    /** So many lines may be looked at for one that begins a record. */
    private static final int MOST_LINES = 100;

    private final SourceFile file;
    private final PartFormat format;
    private final int window;

    private CutFile(SourceFile file, PartFormat format, int window) {
        this.file = file;
        this.format = format;
        this.window = window;
    }

    /** Opens a part; of a file that can't be cut, the first part is the whole file, and the others are empty. */
    static RecordReader open(SourceFile file, FilePart part, Contract contract) throws IOException, FileFaultException {
        return open(file, part, contract, WINDOW);
    }

    static RecordReader open(SourceFile file, FilePart part, Contract contract, int window)
            throws IOException, FileFaultException {
        Optional<PartFormat> format =
                file.length() / part.of() < window ? Optional.empty() : format(file.read(0, window), file, contract);
        if (format.isPresent()) {
            return new CutFile(file, format.get(), window).open(part);
        }
        return part.isFirst()
                ? RecordReaders.open(file.open(0), file.name(), contract)
                : new NoRecords(InputStream.nullInputStream());
    }

    private static Optional<PartFormat> format(byte[] head, SourceFile file, Contract contract) throws IOException {
        boolean packed =
                Compression.of(Arrays.copyOf(head, Compression.LONGEST)).isPresent();
        // A file whose lines end in CR alone has no other place to be cut at.
        if (packed || indexOf(head, 0) < 0) {
            return Optional.empty();
        }
        DecodedReader text = SourceStream.text(
                new ByteArrayInputStream(head), contract.source().encoding());
        if (!hasPlainLineEnds(text.charset())) {
            return Optional.empty();
        }
        return switch (contract.source().format()) {
            case CSV -> CsvPartFormat.of(text, contract);
            case JSON -> JsonReaders.partFormat(text, file.name(), contract);
            case XML -> Optional.empty();
        };
    }

    /** Whether a line end is one byte, and decoding may begin behind it: ISO 2022 says once at the beginning how all is to be read. */
    private static boolean hasPlainLineEnds(Charset charset) {
        return charset.canEncode()
                && !charset.name().contains("ISO-2022")
                && Arrays.equals("\n".getBytes(charset), new byte[] {'\n'});
    }

    private PartReader open(FilePart part) throws IOException, ReadWholeException {
        long begin = part.isFirst() ? 0 : recordBegin(part.begin(file.length()));
        long end = recordBegin(part.end(file.length()));
        InputStream bytes = begin == end
                ? InputStream.nullInputStream()
                : BoundedInputStream.builder()
                        .setInputStream(file.open(begin))
                        .setMaxCount(end - begin)
                        .get();
        try {
            return new PartReader(
                    part.isFirst() ? format.first(bytes) : format.reader(new DecodedReader(bytes, format.charset())));
        } catch (FileFaultException e) {
            bytes.close();
            throw new ReadWholeException(e);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** Where the first record begins at or behind a place; the file's end if none does. All parts find the same. */
    private long recordBegin(long place) throws IOException {
        if (place == file.length()) {
            return place;
        }
        long from = place - 1;
        byte[] text = file.read(from, window);
        int firstLine = -1;
        int lines = 0;
        for (int i = indexOf(text, 0); i >= 0 && lines < MOST_LINES; i = indexOf(text, i + 1)) {
            if (format.beginsRecord(text, i + 1)) {
                return from + i + 1;
            }
            firstLine = firstLine < 0 ? i + 1 : firstLine;
            lines++;
        }
        return firstLine < 0 ? lineBegin(from + text.length) : from + firstLine;
    }

    private long lineBegin(long from) throws IOException {
        long at = from;
        try (InputStream in = file.open(from)) {
            byte[] buffer = new byte[window];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        return at + i + 1;
                    }
                }
                at += read;
            }
        }
        return at;
    }

    private static int indexOf(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** What the readers of a file's parts know of the file's beginning. */
    interface PartFormat {
        Charset charset();

        /** Whether a record seems to begin at a place in a text, which is a line's first. */
        boolean beginsRecord(byte[] text, int place) throws IOException;

        /** A reader of the first part. */
        LineReader first(InputStream bytes) throws IOException, FileFaultException;

        /** A reader of a part that isn't the first one. */
        LineReader reader(DecodedReader text);
    }
}
