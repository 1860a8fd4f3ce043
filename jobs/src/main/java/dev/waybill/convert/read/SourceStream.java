package dev.waybill.convert.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file's bytes, unpacked: what a file is, its first bytes say, not its name. */
final class SourceStream {
    private static final int BUFFER = 1 << 16;
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private SourceStream() {}

    /** Unpacks what is compressed; refuses what can't be read as one stream. */
    static InputStream unpacked(InputStream file) throws IOException, FileFaultException {
        InputStream in = new BufferedInputStream(file, BUFFER);
        Optional<Compression> compression = Compression.of(peek(in, Compression.LONGEST));
        if (compression.isEmpty()) {
            return in;
        }
        InputStream unpacked = new BufferedInputStream(new UnpackedStream(compression.get(), in, BUFFER), BUFFER);
        try {
            refuseCompressedTwice(unpacked, compression.get());
            return unpacked;
        } catch (IOException | FileFaultException e) {
            unpacked.close();
            throw e;
        }
    }

    private static void refuseCompressedTwice(InputStream unpacked, Compression outside)
            throws IOException, FileFaultException {
        Optional<Compression> inside = Compression.of(peek(unpacked, Compression.LONGEST));
        if (inside.isPresent()) {
            throw new FileFaultException("it is compressed twice: "
                    + inside.get().label() + " within " + outside.label() + ". Deliver it compressed once");
        }
    }

    /**
     * The text of an unpacked stream. A byte order mark is skipped, and says the encoding if there is one; without one, UTF-16
     * is known by the zeros in its first two characters, if they are ASCII.
     */
    static DecodedReader text(InputStream unpacked, Charset charset) throws IOException {
        byte[] first = peek(unpacked, 4);
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            return new DecodedReader(skip(unpacked, 3), StandardCharsets.UTF_8);
        }
        // Before UTF-16, whose mark it begins with.
        if (startsWith(first, 0xFF, 0xFE, 0, 0)) {
            return new DecodedReader(skip(unpacked, 4), UTF_32LE);
        }
        if (startsWith(first, 0, 0, 0xFE, 0xFF)) {
            return new DecodedReader(skip(unpacked, 4), UTF_32BE);
        }
        if (startsWith(first, 0xFF, 0xFE)) {
            return new DecodedReader(skip(unpacked, 2), StandardCharsets.UTF_16LE);
        }
        if (startsWith(first, 0xFE, 0xFF)) {
            return new DecodedReader(skip(unpacked, 2), StandardCharsets.UTF_16BE);
        }
        return new DecodedReader(unpacked, unmarkedUtf16(first).orElseGet(() -> ordered(charset)));
    }

    private static Optional<Charset> unmarkedUtf16(byte[] first) {
        if (first.length < 4) {
            return Optional.empty();
        }
        if (first[0] > 0 && first[1] == 0 && first[2] > 0 && first[3] == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return first[0] == 0 && first[1] > 0 && first[2] == 0 && first[3] > 0
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    /** An encoding that writes no byte order mark of its own, so that a part of a text has the bytes it had in the file. */
    private static Charset ordered(Charset charset) {
        return switch (charset.name()) {
            case "UTF-16" -> StandardCharsets.UTF_16BE;
            case "UTF-32" -> UTF_32BE;
            default -> charset;
        };
    }

    static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] first = in.readNBytes(count);
        in.reset();
        return first;
    }

    private static InputStream skip(InputStream in, int count) throws IOException {
        in.skipNBytes(count);
        return in;
    }

    static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
