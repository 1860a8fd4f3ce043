package dev.waybill.convert.read;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks gzip of any number of members, to its last byte.
 *
 * <p>Not by {@link java.util.zip.GZIPInputStream}: it ends without a word where the next member's header is cut off or
 * damaged, and where nothing happens to be available yet between two members.
 */
final class Gunzip extends InputStream {
    private final Packed packed;
    private final InputStream unpacked;

    Gunzip(InputStream file, int buffer) throws IOException {
        this.packed = new Packed(file);
        try {
            this.unpacked = GzipCompressorInputStream.builder()
                    .setInputStream(new BufferedInputStream(packed, buffer))
                    .setBufferSize(buffer)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            throw packed.failed ? e : new DamagedException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return unpacked.read(target, offset, length);
        } catch (IOException e) {
            throw packed.failed ? e : new DamagedException(e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    /** The packed bytes; it remembers whether reading them failed, which is then not the data's fault. */
    private static final class Packed extends FilterInputStream {
        private boolean failed;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
