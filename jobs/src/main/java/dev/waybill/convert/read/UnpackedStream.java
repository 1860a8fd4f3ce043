package dev.waybill.convert.read;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a compressed file holds, to its last byte; tells data that is damaged from a connection that broke. */
final class UnpackedStream extends InputStream {
    private final Packed packed;
    private final InputStream unpacked;

    UnpackedStream(Compression compression, InputStream file, int buffer) throws IOException, FileFaultException {
        this.packed = new Packed(file);
        try {
            this.unpacked = compression.unpack(new BufferedInputStream(packed, buffer), buffer);
        } catch (IOException e) {
            throw damagedUnlessUnreadable(e);
        } catch (RuntimeException e) {
            throw new DamagedException(e);
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
            throw damagedUnlessUnreadable(e);
        } catch (RuntimeException e) {
            // Some damage leads decompressors out of their tables.
            throw new DamagedException(e);
        }
    }

    private IOException damagedUnlessUnreadable(IOException e) {
        return packed.failed || e instanceof DamagedException ? e : new DamagedException(e);
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
