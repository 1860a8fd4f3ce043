package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import java.io.IOException;
import java.io.InputStream;

/** Opens files by the contract's format. */
public final class RecordReaders {
    private RecordReaders() {}

    /**
     * Opens a reader on a file's bytes, packed or not. An empty file has no records.
     *
     * @throws FileFaultException if the file can't be what the contract says
     * @throws IOException if the file can't be read now
     */
    public static RecordReader open(InputStream file, String fileName, Contract contract)
            throws IOException, FileFaultException {
        InputStream in = file;
        try {
            in = SourceStream.unpacked(file);
            return reader(in, fileName, contract);
        } catch (DamagedException e) {
            in.close();
            throw Unreadable.of(e);
        } catch (IOException | FileFaultException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Opens a reader on a part of a file: a {@link PartReader}, or if the file can't be cut, one on the whole file for the first
     * part, and one without records for the others.
     *
     * @throws ReadWholeException if a part can't be read by itself
     * @throws FileFaultException if the file can't be what the contract says
     * @throws IOException if the file can't be read now
     */
    public static RecordReader open(SourceFile file, FilePart part, Contract contract)
            throws IOException, FileFaultException {
        return part.isWhole() ? open(file.open(0), file.name(), contract) : CutFile.open(file, part, contract);
    }

    private static RecordReader reader(InputStream in, String fileName, Contract contract)
            throws IOException, FileFaultException {
        if (isEmpty(in)) {
            return new NoRecords(in);
        }
        return switch (contract.source().format()) {
            case CSV -> new CsvReader(SourceStream.text(in, contract.source().encoding()), contract);
            case JSON ->
                JsonReaders.open(SourceStream.text(in, contract.source().encoding()), fileName, contract);
            case XML -> XmlRecordReader.open(in, contract);
        };
    }

    private static boolean isEmpty(InputStream in) throws IOException {
        in.mark(1);
        boolean empty = in.read() < 0;
        in.reset();
        return empty;
    }
}
