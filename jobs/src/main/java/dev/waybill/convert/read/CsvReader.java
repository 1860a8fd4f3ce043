package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of CSV as records: columns by the file's own header, or by position where the contract says there is none. */
final class CsvReader implements LineReader {
    private final Contract contract;
    private final DecodedReader text;
    private final CsvTokenizer rows;
    private final CsvWidth width;
    /** For each column of the contract, its place in a row. */
    private final int[] places;

    private FileDrift drift = FileDrift.NONE;
    /** The places of columns that the contract adds, by their names. */
    private Map<String, Integer> added = Map.of();

    CsvReader(DecodedReader text, Contract contract) throws IOException, FileFaultException {
        this.contract = contract;
        this.text = text;
        this.rows = rows(text, contract, contract.source().csv().skip());
        if (contract.source().csv().header()) {
            CsvTokenizer.Row header = rows.next();
            this.width = header == null ? CsvWidth.ofContract(0) : CsvWidth.ofHeader(header);
            this.places = header == null ? new int[0] : places(header, contract);
        } else {
            this.width = CsvWidth.ofContract(contract.columns().size());
            this.places = byPosition(contract.columns().size());
        }
    }

    private CsvReader(DecodedReader text, CsvReader head) {
        this.contract = head.contract;
        this.text = text;
        this.rows = rows(text, contract, 0);
        this.width = head.width;
        this.places = head.places;
        this.drift = head.drift;
        this.added = head.added;
    }

    private static CsvTokenizer rows(DecodedReader text, Contract contract, int skip) {
        return new CsvTokenizer(text, contract.source().csv(), contract.source().trim(), skip);
    }

    /** A reader of rows that stand somewhere behind those that this one has read, at least one. */
    CsvReader behind(DecodedReader part) {
        return new CsvReader(part, this);
    }

    /** Whether a row has said how wide the others must be. */
    boolean knowsWidth() {
        return width.isKnown();
    }

    boolean isAtEnd() throws IOException, FileFaultException {
        return rows.isAtEnd();
    }

    @Override
    public @Nullable SourceRecord next() throws FileFaultException {
        CsvTokenizer.@Nullable Row row;
        try {
            row = rows.next();
        } catch (IOException e) {
            throw Unreadable.of(e);
        }
        return row == null ? null : record(row);
    }

    private SourceRecord record(CsvTokenizer.Row row) {
        List<Fault> faults = new ArrayList<>();
        if (row.problem() != null) {
            faults.add(Fault.ofRecord(
                    row.problem() + ". To have quotes inside a quoted value, " + rows.advice(),
                    "text after a closing quote"));
        } else {
            @Nullable String problem = width.problem(row);
            if (problem != null) {
                faults.add(Fault.ofRecord(problem));
            }
        }
        if (text.hasEscaped()) {
            Undecodable.in(row.raw()).ifPresent(faults::add);
        }
        @Nullable String[] fields = new String[places.length];
        if (faults.isEmpty()) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = row.values().get(places[i]);
            }
        }
        return new SourceRecord(
                row.line(),
                () -> new RawText(row.raw(), text.charset()),
                fields,
                faults,
                faults.isEmpty() ? added(row) : Map.of());
    }

    private Map<String, @Nullable String> added(CsvTokenizer.Row row) {
        if (added.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        added.forEach((name, place) -> texts.put(name, row.values().get(place)));
        return texts;
    }

    private int[] places(CsvTokenizer.Row header, Contract contract) throws FileFaultException {
        String line = "line " + header.line() + ": ";
        if (header.problem() != null) {
            throw new FileFaultException(line + "the header is broken: " + header.problem() + ". Correct the file");
        }
        try {
            CsvHeader names = CsvHeader.of(header.values());
            int[] found = names.places(contract);
            NewNames news = names.newNames(found);
            news.refuse(contract, "the header has columns");
            drift = news.drift(List.of());
            if (contract.drift() == Drift.ADD) {
                added = names.added(found);
            }
            return found;
        } catch (FileFaultException e) {
            throw new FileFaultException(line + e.getMessage(), e);
        }
    }

    private static int[] byPosition(int width) {
        int[] places = new int[width];
        Arrays.setAll(places, i -> i);
        return places;
    }

    @Override
    public long lines() {
        return rows.lines();
    }

    @Override
    public boolean anyJudged() {
        return true;
    }

    @Override
    public FileDrift drift() {
        return drift;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
