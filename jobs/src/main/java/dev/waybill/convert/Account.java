package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.convert.DriftAccount.MissingIn;
import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.error.TransientException;
import dev.waybill.receipt.ConversionReceipt.FileAccount;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.receipt.ConversionReceipt.RejectedRow;
import dev.waybill.s3.S3Location;
import dev.waybill.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The rows of one conversion, counted at both ends: what the tasks read, and what the Parquet files hold. */
record Account(ConversionRun run, Contract contract, Conversion.Outcome outcome, List<ParquetFile> parquet) {
    private static final FileCount UNREAD = new FileCount(0, 0, 0, "");

    private Delivery delivery() {
        return run.delivery();
    }

    private PartitionAccount tasks() {
        return outcome.tasks();
    }

    long read() {
        return tasks().read();
    }

    long rejected() {
        return tasks().rejected();
    }

    long staged() {
        return parquet.stream().mapToLong(ParquetFile::rows).sum();
    }

    /** What lost to a newer row of its key. */
    long superseded() {
        return outcome.choice().records() - outcome.choice().keys();
    }

    /**
     * Throws unless every file has its account, every good record went into the choice of the newest, and every row that came
     * out of it is in a Parquet file: else an account or a file was lost, and nothing may be loaded.
     */
    void requireConserved() {
        boolean conserved = tasks().files().size() == delivery().files().size()
                && tasks().accepted() == outcome.choice().records()
                && staged() == outcome.choice().keys();
        if (!conserved) {
            throw new TransientException(
                    "Cannot account for all rows of " + delivery().batch() + ": read " + count(read())
                            + ", rejected " + count(rejected()) + ", superseded " + count(superseded())
                            + ", staged " + count(staged()) + ". Run the conversion again");
        }
    }

    List<FileAccount> files() {
        List<FileAccount> files = new ArrayList<>();
        for (int i = 0; i < delivery().files().size(); i++) {
            FileCount count = count(i);
            files.add(new FileAccount(delivery().files().get(i).url(), count.read(), count.rejected()));
        }
        return files;
    }

    Map<String, Long> rejections() {
        return tasks().kinds();
    }

    Map<String, Long> truncated() {
        return tasks().truncated();
    }

    List<RejectedRow> samples() {
        return tasks().samples().stream()
                .map(sample -> new RejectedRow(
                        delivery().files().get(sample.file()).url(), sample.position(), sample.reasons()))
                .toList();
    }

    /** What was left out. */
    List<String> newColumns() {
        return contract.drift() == Drift.ADD ? List.of() : tasks().drift().newColumns();
    }

    OptionalLong moreNewColumns() {
        return contract.drift() == Drift.ADD
                ? OptionalLong.empty()
                : tasks().drift().moreNewColumns();
    }

    List<AddedColumn> addedColumns() {
        return outcome.added().columns();
    }

    /** In the contract's order. */
    List<MissingColumn> missingColumns() {
        List<MissingColumn> columns = new ArrayList<>();
        for (Column column : contract.columns()) {
            MissingIn in = tasks().drift().missing().get(column.name());
            if (in != null) {
                S3Location first = delivery().files().get(in.first()).url();
                columns.add(new MissingColumn(column.name(), in.files(), first));
            }
        }
        return columns;
    }

    /** Why the batch isn't accepted; empty if it is. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < delivery().files().size(); i++) {
            DeliveredFile file = delivery().files().get(i);
            FileCount count = count(i);
            if (!count.fault().isEmpty()) {
                reasons.add(file.url() + ": " + count.fault());
            } else if (file.recordCount().isPresent() && file.recordCount().getAsLong() != count.read()) {
                reasons.add(miscounted(
                        file.url() + ": the manifest declares",
                        file.recordCount().getAsLong(),
                        "the file holds",
                        count.read()));
            }
        }
        if (reasons.isEmpty()
                && delivery().declaredRecords().isPresent()
                && delivery().declaredRecords().getAsLong() != read()) {
            reasons.add(miscounted(
                    delivery().manifest() + ": it declares",
                    delivery().declaredRecords().getAsLong(),
                    "its files hold",
                    read()));
        }
        if (contract.quality().maxRejected().isExceededBy(rejected(), read())) {
            reasons.add(
                    "%s of %s %s rejected, more than the contract's max_rejected of %s.%s The reasons are in %s. Correct the files, or the contract, and deliver again"
                            .formatted(
                                    count(rejected()),
                                    Counted.of(read(), "record", "records"),
                                    Counted.word(rejected(), "is", "are"),
                                    contract.quality().maxRejected(),
                                    LeadingFault.among(rejections(), rejected(), contract)
                                            .map(fault -> " " + fault.sentence(read()))
                                            .orElse(""),
                                    run.quarantine()));
        }
        return reasons;
    }

    private static String miscounted(String who, long declared, String where, long read) {
        return "%s %s, but %s %s. Deliver all of them, or correct the manifest"
                .formatted(who, Counted.of(declared, "record", "records"), where, count(read));
    }

    /** A count with commas, whatever the machine's language. */
    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    private FileCount count(int file) {
        return tasks().files().getOrDefault(file, UNREAD);
    }
}
