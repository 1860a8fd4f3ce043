package dev.waybill.convert;

import dev.waybill.batch.Delivery.DeliveredFile;
import java.util.List;

/**
 * How large the pieces are that a conversion works in. All but the number of Parquet files depends on the delivery alone.
 *
 * @param part files with more bytes are read in parts of so many bytes or more
 * @param partition rows are spread by their key over partitions of about so many delivered bytes
 */
public record ConversionSizes(long part, long partition) {
    /**
     * A part takes some seconds to read. A partition is sorted in memory, be its files compressed to a tenth: smaller ones sort
     * faster, and 31 took four fifths of the CPU time that 2 took.
     */
    public static final ConversionSizes USUAL = new ConversionSizes(64L << 20, 16L << 20);

    private static final long MOST_PARTITIONS = 4000;

    /** In Parquet, text has a quarter to two fifths of its size, and so a file 50 MB or more, and 280 MB at most. */
    private static final long LEAST_CHARACTERS = 192L << 20;

    private static final long MOST_CHARACTERS = 768L << 20;

    /** Over how many partitions the rows of these files are spread. */
    int partitions(List<DeliveredFile> files) {
        long bytes = files.stream().mapToLong(DeliveredFile::contentLength).sum();
        return (int) Math.min(MOST_PARTITIONS, 1 + bytes / partition);
    }

    /**
     * How many Parquet files are written: few, but each core writes one if all have enough to write.
     *
     * @param characters of the values in all rows
     */
    int parquetFiles(long characters, int cores) {
        long few = 1 + characters / MOST_CHARACTERS;
        long many = Math.min(cores, characters / LEAST_CHARACTERS);
        return (int) Math.max(few, many);
    }
}
