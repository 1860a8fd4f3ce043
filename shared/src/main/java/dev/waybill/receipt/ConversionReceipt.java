package dev.waybill.receipt;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waybill.batch.BatchId;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What ConvertBatch did: {@code read = rejected + superseded + staged}.
 *
 * @param accepted false is a verdict about the data, with its {@code reasons}; the execution then takes the failure branch
 * @param reasons why the batch isn't accepted; each names the file, the rule and what to do
 * @param contractDigest of the contract that was applied; LoadBatch refuses a batch that was converted under another
 * @param declared records that the manifest declares, where it does
 * @param absent the files that the manifest lists, but that were not there and not mandatory; empty in a receipt that is
 *     older than the field
 * @param rejections how many rows were rejected for each kind of reason ({@code magnitude: not a decimal(4,2)})
 * @param samples up to ten rejected rows, to look at without opening the quarantine
 * @param parquet what COPY will load
 * @param quarantine the folder of the rejected rows; without rejected rows it is empty
 * @param kept the folders of earlier runs, Parquet and quarantine, that a run that isn't accepted leaves as they are, for
 *     the batch may be loaded from them; the next run that is accepted removes them
 * @param newColumns names that the files have and the contract doesn't, and that were left out: sorted, at most 100, each cut
 *     to 80 characters, as a column's {@code from} would name them; empty in a receipt that is older than the field, as are
 *     the next ones
 * @param moreNewColumns how many more there are, at least; absent if there are none
 * @param missingColumns the contract's columns that are in no record of some JSON or XML file, and so NULL in its rows
 * @param addedColumns what the Parquet files have after the contract's columns, in their order, because the source files
 *     have it and the contract says {@code drift: add}
 * @param truncated how many values were cut to the length of their column, as its {@code too_long: truncate} says, by column
 */
public record ConversionReceipt(
        BatchId batch,
        DatasetName dataset,
        boolean accepted,
        List<String> reasons,
        String contractDigest,
        OptionalLong declared,
        long read,
        long rejected,
        long superseded,
        long staged,
        List<FileAccount> files,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<S3Location> absent,
        Map<String, Long> rejections,
        List<RejectedRow> samples,
        List<ParquetFile> parquet,
        S3Location quarantine,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<S3Location> kept,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> newColumns,
        OptionalLong moreNewColumns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<MissingColumn> missingColumns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<AddedColumn> addedColumns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Long> truncated) {

    public ConversionReceipt {
        reasons = List.copyOf(reasons);
        files = List.copyOf(files);
        absent = List.copyOf(absent);
        samples = List.copyOf(samples);
        parquet = List.copyOf(parquet);
        kept = List.copyOf(kept);
        newColumns = List.copyOf(newColumns);
        missingColumns = List.copyOf(missingColumns);
        addedColumns = List.copyOf(addedColumns);
    }

    /** One source file: how many records it held and how many of them were rejected. */
    public record FileAccount(S3Location url, long read, long rejected) {}

    /**
     * A rejected row.
     *
     * @param position the record's place in its file: its first line for CSV and JSON Lines (from 1), else its ordinal
     *     number (from 1)
     * @param reasons column, value (cut to 80 characters) and rule, one each
     */
    public record RejectedRow(S3Location file, long position, List<String> reasons) {}

    /** A column that some files lack: how many they are, and the first of them. */
    public record MissingColumn(String column, long files, S3Location first) {}

    /** A file that COPY will load, with its exact size in bytes, which COPY demands of a Parquet manifest. */
    public record ParquetFile(S3Location url, long contentLength, long rows) {}
}
