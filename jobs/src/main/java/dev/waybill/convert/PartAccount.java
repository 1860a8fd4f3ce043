package dev.waybill.convert;

import dev.waybill.convert.PartitionAccount.FileCount;
import java.io.Serializable;
import java.util.List;

/**
 * What a task read of one part of a file.
 *
 * @param file its place in the delivery
 * @param part the part's number in the file
 * @param partition the task's number
 * @param lines how many lines end in it
 * @param missing the contract's columns that no record of it has
 */
record PartAccount(int file, int part, int partition, FileCount count, long lines, List<String> missing)
        implements Serializable {}
