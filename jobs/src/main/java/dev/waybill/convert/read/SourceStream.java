package dev.waybill.convert.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A file's bytes, unpacked: what a file is, its first bytes say, not its name. */
final class SourceStream {
    private static final int BUFFER = 1 << 16;

    private SourceStream() {}

    /** Unpacks gzip; refuses what can't be read as one stream. */
    static InputStream unpacked(InputStream file) throws IOException, FileFaultException {
        InputStream in = new BufferedInputStream(file, BUFFER);
        byte[] first = peek(in, 4);
        if (startsWith(first, 0x1F, 0x8B)) {
            return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        if (startsWith(first, 'B', 'Z', 'h')) {
            throw unsupported("bzip2");
        }
        if (startsWith(first, 0x28, 0xB5, 0x2F, 0xFD)) {
            throw unsupported("zstd");
        }
        if (startsWith(first, 'P', 'K', 3, 4)) {
            throw unsupported("zip");
        }
        return in;
    }

    /** The text of an unpacked stream; a byte order mark is skipped, and says the encoding if there is one. */
    static DecodedReader text(InputStream unpacked, Charset charset) throws IOException {
        byte[] first = peek(unpacked, 3);
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            return new DecodedReader(skip(unpacked, 3), StandardCharsets.UTF_8);
        }
        if (startsWith(first, 0xFF, 0xFE)) {
            return new DecodedReader(skip(unpacked, 2), StandardCharsets.UTF_16LE);
        }
        if (startsWith(first, 0xFE, 0xFF)) {
            return new DecodedReader(skip(unpacked, 2), StandardCharsets.UTF_16BE);
        }
        return new DecodedReader(unpacked, charset);
    }

    /** A read that failed because of what the file holds, not because of where it lies. */
    static FileFaultException corrupt(IOException cause) {
        return new FileFaultException(
                "the compressed data ends early or is damaged (" + cause.getMessage()
                        + "). Deliver the file again, whole",
                cause);
    }

    /** Whether an error is about the compressed data, as opposed to the connection to S3. */
    static boolean isCorruption(IOException e) {
        return e instanceof java.io.EOFException || e instanceof java.util.zip.ZipException;
    }

    private static FileFaultException unsupported(String compression) {
        return new FileFaultException(
                "it is compressed with " + compression + ", which can't be read. Deliver it plain or as gzip");
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] first = in.readNBytes(count);
        in.reset();
        return first;
    }

    private static InputStream skip(InputStream in, int count) throws IOException {
        in.skipNBytes(count);
        return in;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        byte[] expected = new byte[prefix.length];
        for (int i = 0; i < prefix.length; i++) {
            expected[i] = (byte) prefix[i];
        }
        return bytes.length >= prefix.length && Arrays.equals(Arrays.copyOf(bytes, prefix.length), expected);
    }
}
