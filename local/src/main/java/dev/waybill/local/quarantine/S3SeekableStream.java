package dev.waybill.local.quarantine;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object from any place on: a request for each place that is read from, which is broken off when another is. */
final class S3SeekableStream extends DelegatingSeekableInputStream {
    private final Bytes bytes;

    private S3SeekableStream(Bytes bytes) {
        super(bytes);
        this.bytes = bytes;
    }

    static SeekableInputStream of(S3Client s3, S3Location location) {
        return new S3SeekableStream(new Bytes(s3, location));
    }

    @Override
    public long getPos() {
        return bytes.at;
    }

    @Override
    public void seek(long position) {
        bytes.seek(position);
    }

    private static final class Bytes extends InputStream {
        private final S3Client s3;
        private final S3Location location;
        private @Nullable ResponseInputStream<GetObjectResponse> open;
        private long at;

        Bytes(S3Client s3, S3Location location) {
            this.s3 = s3;
            this.location = location;
        }

        void seek(long position) {
            if (position != at) {
                close();
                at = position;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (open == null) {
                open = open();
            }
            int count = open.read(target, offset, length);
            at += Math.max(0, count);
            return count;
        }

        private ResponseInputStream<GetObjectResponse> open() throws IOException {
            try {
                return s3.getObject(request ->
                        request.bucket(location.bucket()).key(location.key()).range("bytes=" + at + "-"));
            } catch (SdkException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            if (open != null) {
                // To close it would be to read all of it.
                open.abort();
                open = null;
            }
        }
    }
}
