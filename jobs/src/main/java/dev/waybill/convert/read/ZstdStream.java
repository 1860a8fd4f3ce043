package dev.waybill.convert.read;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Unpacks zstd of any number of frames, to its last byte.
 *
 * <p>Not by zstd-jni's own {@code ZstdInputStream}: it ends without a word where a second frame's header is cut off, if it
 * came in one read with the first frame.
 */
final class ZstdStream extends InputStream {
    private final InputStream packed;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final byte[] read;
    private final ByteBuffer input;
    private final ByteBuffer output;
    private boolean ended;
    /** Whether what was taken so far are whole frames. */
    private boolean whole;

    ZstdStream(InputStream packed, int buffer) {
        this.packed = packed;
        this.read = new byte[buffer];
        this.input = ByteBuffer.allocateDirect(buffer).flip();
        this.output = ByteBuffer.allocateDirect(buffer).flip();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!output.hasRemaining()) {
            if (!input.hasRemaining() && !ended) {
                fill();
            }
            if (ended && whole) {
                return -1;
            }
            unpack();
        }
        int count = Math.min(length, output.remaining());
        output.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        int count = packed.read(read, 0, read.length);
        ended = count < 0;
        input.clear().put(read, 0, Math.max(0, count)).flip();
    }

    private void unpack() throws IOException {
        output.clear();
        try {
            whole = zstd.decompressDirectByteBufferStream(output, input);
        } catch (ZstdException e) {
            throw unreadable(e);
        } finally {
            output.flip();
        }
        if (ended && !whole && !output.hasRemaining()) {
            throw new EOFException("a frame isn't whole");
        }
    }

    private static IOException unreadable(ZstdException e) {
        // The code is the native one, negative in one byte.
        return (-e.getErrorCode() & 0xFF) == Zstd.errFrameParameterWindowTooLarge()
                ? new DamagedException(
                        "unpacking it takes more memory than zstd's 128 MiB. Deliver it compressed without --long", e)
                : new IOException(e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        packed.close();
    }
}
