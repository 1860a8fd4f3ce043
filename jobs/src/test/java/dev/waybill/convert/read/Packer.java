package dev.waybill.convert.read;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** What makes compressed files. */
enum Packer {
    GZIP,
    BZIP2,
    /** With a checksum, as the command zstd writes it. */
    ZSTD;

    byte[] pack(String text) throws IOException {
        return pack(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = open(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private OutputStream open(OutputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(packed);
            case BZIP2 -> new BZip2CompressorOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed).setChecksum(true);
        };
    }
}
