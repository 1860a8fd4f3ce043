package dev.waybill.local.quarantine;

import dev.waybill.s3.S3Location;
import java.io.IOException;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A Parquet file in S3, of which only what is asked for is read.
 *
 * @param length its bytes
 */
record S3InputFile(S3Client s3, S3Location location, long length) implements InputFile {
    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return S3SeekableStream.of(s3, location);
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
