package dev.waybill.convert;

import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.read.FilePart;
import java.io.Serializable;
import java.util.List;

/**
 * What a task read of one part of a file that was cut.
 *
 * @param file its place in the delivery
 * @param part which part of the file it is
 * @param partition the task's number
 * @param count what it read; with a fault if the file must be read whole
 * @param lines how many lines end in it
 * @param judged whether any of its records tells which columns are missing
 * @param missing the contract's columns that no record of it has
 */
record PartAccount(
        int file, FilePart part, int partition, FileCount count, long lines, boolean judged, List<String> missing)
        implements Serializable {}
