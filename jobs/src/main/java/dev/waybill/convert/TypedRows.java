package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.convert.PartitionAccount.FileCount;
import dev.waybill.convert.PartitionAccount.Sample;
import dev.waybill.convert.read.FileFaultException;
import dev.waybill.convert.read.FilePart;
import dev.waybill.convert.read.PartReader;
import dev.waybill.convert.read.ReadWholeException;
import dev.waybill.convert.read.RecordReader;
import dev.waybill.convert.read.RecordReaders;
import dev.waybill.convert.read.SourceRecord;
import dev.waybill.convert.type.Fault;
import dev.waybill.convert.type.RowTyper;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The good rows of a task's files, one after the other; the bad ones go to quarantine on the way. When the last row was
 * taken, the task's account is complete and is added to the accumulator.
 */
final class TypedRows implements Iterator<InternalRow> {
    /** A part has fewer lines, so that the rows of later parts are later. */
    private static final long LINES_OF_PART = 1L << 40;

    private final Delivery delivery;
    private final Contract contract;
    private final Configuration configuration;
    private final int partition;
    private final FilePart part;
    private final Iterator<Integer> files;
    private final PartitionAccumulator<PartitionAccount> accounts;
    private final RowTyper typer;
    private final CatalystRows catalyst;
    private final QuarantineFile quarantine;
    private final PartitionAccount account = PartitionAccount.empty();
    private int file;
    private String url = "";
    private long read;
    private long rejected;
    private long characters;
    private @Nullable RecordReader reader;
    private @Nullable InternalRow next;
    private boolean ended;

    TypedRows(
            Delivery delivery,
            Contract contract,
            Configuration configuration,
            int partition,
            FileGroup group,
            S3Location quarantine,
            PartitionAccumulator<PartitionAccount> accounts) {
        this.delivery = delivery;
        this.contract = contract;
        this.configuration = configuration;
        this.partition = partition;
        this.part = group.part();
        this.files = group.places();
        this.accounts = accounts;
        this.typer = new RowTyper(contract);
        this.catalyst = new CatalystRows(contract);
        this.quarantine = new QuarantineFile(delivery, quarantine, configuration);
        @Nullable TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) ignored -> closeReader());
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            try {
                if (reader == null && !openNext()) {
                    end();
                } else if (reader != null) {
                    advance(reader);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + url + ": " + e.getMessage(), e);
            }
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        InternalRow row = next;
        next = null;
        return row;
    }

    private boolean openNext() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        file = files.next();
        DeliveredFile delivered = delivery.files().get(file);
        url = delivered.url().toString();
        read = 0;
        rejected = 0;
        characters = 0;
        try {
            reader = RecordReaders.open(new HadoopFile(delivered, configuration), part, contract);
        } catch (FileFaultException e) {
            endFile(e);
        }
        return true;
    }

    private void advance(RecordReader from) throws IOException {
        try {
            SourceRecord record = from.next();
            if (record == null) {
                endFile(from);
            } else {
                read++;
                next = typed(record);
            }
        } catch (FileFaultException e) {
            endFile(e);
        }
    }

    private @Nullable InternalRow typed(SourceRecord record) throws IOException {
        int width = contract.columns().size();
        boolean adds = contract.drift() == Drift.ADD;
        @Nullable Object[] row = new Object[width + (adds ? 3 : 2)];
        List<Fault> faults = new ArrayList<>(record.faults());
        Map<String, String> added = Map.of();
        if (faults.isEmpty()) {
            typer.type(record.fields(), row, faults);
            added = typer.typeAdded(record.added(), faults);
        }
        if (!faults.isEmpty()) {
            reject(record, faults);
            return null;
        }
        for (String field : record.fields()) {
            characters += field == null ? 0 : field.length();
        }
        for (String text : added.values()) {
            characters += text.length();
        }
        typer.truncated().forEach(account::countTruncated);
        row[width] = file;
        row[width + 1] = part.number() * LINES_OF_PART + record.position();
        if (adds) {
            row[width + 2] = CatalystRows.map(added);
        }
        return catalyst.row(row);
    }

    private void reject(SourceRecord record, List<Fault> faults) throws IOException {
        rejected++;
        List<String> reasons = faults.stream().map(Fault::message).toList();
        faults.forEach(fault -> account.count(fault.kind(), 1));
        if (account.wantsSamples()) {
            account.samples().add(new Sample(file, part.number(), record.position(), reasons));
        }
        quarantine.write(url, record, reasons);
    }

    private void endFile(RecordReader from) throws IOException {
        FileCount count = new FileCount(read, rejected, characters, "");
        if (from instanceof PartReader cut) {
            endPart(count, cut.lines(), cut.anyJudged(), cut.drift().missing());
            account.drift().addNew(cut.drift());
        } else if (part.isFirst()) {
            account.files().put(file, count);
            account.drift().add(file, from.drift());
        }
        closeReader();
    }

    private void endFile(FileFaultException fault) throws IOException {
        FileCount count = new FileCount(read, rejected, characters, String.valueOf(fault.getMessage()));
        if (fault instanceof ReadWholeException) {
            endPart(count, 0, false, List.of());
        } else {
            account.files().put(file, count);
        }
        closeReader();
    }

    private void endPart(FileCount count, long lines, boolean judged, List<String> missing) {
        account.parts().add(new PartAccount(file, part, partition, count, lines, judged, missing));
    }

    private void end() throws IOException {
        quarantine.close();
        accounts.add(Map.of(partition, account));
        ended = true;
    }

    private void closeReader() {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close " + url + ": " + e.getMessage(), e);
            }
        }
    }
}
