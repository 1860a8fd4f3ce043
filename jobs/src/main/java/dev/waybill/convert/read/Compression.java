package dev.waybill.convert.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** What compresses a file or packs it, by its first bytes. */
enum Compression {
    GZIP("gzip", "1f8b"),
    BZIP2("bzip2", "425a683[1-9]"),
    /** Its first frame may be one to skip, as parallel compressors write it. */
    ZSTD("zstd", "28b52ffd|5.2a4d18"),
    ZIP("zip", "504b0304"),
    XZ("xz", "fd377a585a00"),
    LZ4("lz4", "04224d18"),
    SNAPPY("snappy", "ff060000734e6150"),
    SEVEN_ZIP("7-Zip", "377abcaf271c"),
    COMPRESS("compress (.Z)", "1f9d");

    /** So many bytes tell all of them apart. */
    static final int LONGEST = 8;

    private final String label;
    private final Pattern begin;

    Compression(String label, String begin) {
        this.label = label;
        this.begin = Pattern.compile(begin);
    }

    static Optional<Compression> of(byte[] first) {
        String hex = HexFormat.of().formatHex(first);
        return Arrays.stream(values())
                .filter(compression -> compression.begin.matcher(hex).lookingAt())
                .findFirst();
    }

    String label() {
        return label;
    }

    /** Unpacks all members of a compressed stream; refuses what Waybill doesn't read. */
    InputStream unpack(InputStream packed, int buffer) throws IOException, FileFaultException {
        return switch (this) {
            case GZIP -> gunzip(packed, buffer);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case ZSTD -> new ZstdStream(packed, buffer);
            default ->
                throw new FileFaultException("it is compressed with " + label
                        + ", which can't be read. Deliver it plain, or as gzip, bzip2 or zstd");
        };
    }

    /**
     * Not by {@link java.util.zip.GZIPInputStream}: it ends without a word where the next member's header is cut off or
     * damaged, and where nothing happens to be available yet between two members.
     */
    private static InputStream gunzip(InputStream packed, int buffer) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setBufferSize(buffer)
                .setDecompressConcatenated(true)
                .get();
    }
}
