package dev.waybill.convert.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes a stream without losing anything: a byte that the encoding doesn't know becomes the lone low surrogate
 * {@code U+DC00 + byte}, which no valid text holds. So one bad byte spoils its record and not the file, and the record's
 * bytes can be had back. (The idea is Python's {@code surrogateescape}, PEP 383.)
 */
final class DecodedReader extends Reader {
    private static final int ESCAPE = 0xDC00;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    /** In UTF-16, Java counts the character behind half a one to it, which may be the line's end. */
    private final int longest;

    private boolean ended;
    private boolean flushed;
    private long escaped;

    DecodedReader(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.longest = charset.name().startsWith("UTF-16") ? 2 : Integer.MAX_VALUE;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    Charset charset() {
        return charset;
    }

    /** Whether any byte so far was unknown to the encoding. */
    boolean hasEscaped() {
        return escaped > 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        // A slice, so that its positions count from 0 and not from the offset.
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0 && length > 0) {
            if (flushed) {
                return -1;
            }
            if (!ended && bytes.remaining() < 16) {
                fill();
            }
            step(chars);
        }
        return chars.position();
    }

    private void step(CharBuffer chars) {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError() && chars.hasRemaining()) {
            for (int i = 0; i < Math.min(result.length(), longest) && chars.hasRemaining(); i++) {
                chars.put((char) (ESCAPE + (bytes.get() & 0xFF)));
                escaped++;
            }
        } else if (result.isUnderflow() && ended) {
            flushed = decoder.flush(chars).isUnderflow();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The place of the next escaped byte in decoded text, beginning at {@code from}; -1 if there is none. */
    static int nextEscaped(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscaped(char c) {
        return c >= ESCAPE && c <= ESCAPE + 0xFF;
    }

    /** The byte that was escaped as {@code c}. */
    static int escapedByte(char c) {
        return c - ESCAPE;
    }
}
