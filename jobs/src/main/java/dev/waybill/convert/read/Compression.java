package dev.waybill.convert.read;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What compresses a file or packs it, by its first bytes. Only gzip can be read. */
enum Compression {
    GZIP("gzip", "1f8b"),
    BZIP2("bzip2", "425a68"),
    ZSTD("zstd", "28b52ffd"),
    ZIP("zip", "504b0304"),
    XZ("xz", "fd377a585a00"),
    LZ4("lz4", "04224d18"),
    SNAPPY("snappy", "ff060000734e6150"),
    SEVEN_ZIP("7-Zip", "377abcaf271c"),
    COMPRESS("compress (.Z)", "1f9d");

    /** So many bytes tell all of them apart. */
    static final int LONGEST = 8;

    private final String label;
    private final String begin;

    Compression(String label, String begin) {
        this.label = label;
        this.begin = begin;
    }

    static Optional<Compression> of(byte[] first) {
        String hex = HexFormat.of().formatHex(first);
        return Arrays.stream(values())
                .filter(compression -> hex.startsWith(compression.begin))
                .findFirst();
    }

    FileFaultException unsupported() {
        return new FileFaultException(
                "it is compressed with " + label + ", which can't be read. Deliver it plain or as gzip");
    }
}
