package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.SnakeCase;
import dev.waybill.convert.type.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of CSV as records: columns by the file's own header, or by position where the contract says there is none. */
final class CsvReader implements RecordReader {
    private final DecodedReader text;
    private final CsvTokenizer rows;
    private final List<Column> columns;
    private final boolean byHeader;
    private final int width;
    /** For each column of the contract, its place in a row. */
    private final int[] places;

    CsvReader(DecodedReader text, Contract contract) throws IOException, FileFaultException {
        this.text = text;
        this.rows = new CsvTokenizer(
                text, contract.source().csv(), contract.source().trim());
        this.columns = contract.columns();
        this.byHeader = contract.source().csv().header();
        if (byHeader) {
            CsvTokenizer.Row header = rows.next();
            this.width = header == null ? 0 : header.values().size();
            this.places = header == null ? new int[0] : places(header);
        } else {
            this.width = columns.size();
            this.places = byPosition(width);
        }
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
            faults.add(Fault.ofRecord(row.problem() + ". Double the quotes inside a quoted value"));
        } else if (row.values().size() != width) {
            faults.add(Fault.ofRecord("the row has " + row.values().size() + " values, but the "
                    + (byHeader ? "header" : "contract") + " has " + width));
        }
        if (text.hasEscaped()) {
            Undecodable.in(row.raw()).ifPresent(faults::add);
        }
        @Nullable String[] fields = new String[columns.size()];
        if (faults.isEmpty()) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = row.values().get(places[i]);
            }
        }
        return new SourceRecord(row.line(), () -> new RawText(row.raw(), text.charset()), fields, faults);
    }

    private int[] places(CsvTokenizer.Row header) throws FileFaultException {
        if (header.problem() != null) {
            throw new FileFaultException("line " + header.line() + ": the header is broken: " + header.problem());
        }
        List<String> names = header.values().stream().map(String::strip).toList();
        int[] found = new int[columns.size()];
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            found[i] = place(columns.get(i), names, problems);
        }
        if (!problems.isEmpty()) {
            throw new FileFaultException("line " + header.line() + ": wrong header: " + String.join("; ", problems)
                    + ". The header has " + String.join(", ", names)
                    + ". Correct the file, or the contract's from");
        }
        return found;
    }

    private static int place(Column column, List<String> names, List<String> problems) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (isFrom(column, names.get(i))) {
                if (found >= 0) {
                    problems.add("column " + column.name() + " is there twice");
                    return found;
                }
                found = i;
            }
        }
        if (found < 0) {
            problems.add(column.from()
                    .map(from -> "no column '" + from + "'")
                    .orElseGet(() -> "no column for " + column.name()));
        }
        return found;
    }

    private static boolean isFrom(Column column, String header) {
        return column.from()
                .map(from -> from.strip().equals(header))
                .orElseGet(() -> SnakeCase.of(header).equals(column.name()));
    }

    private static int[] byPosition(int width) {
        int[] places = new int[width];
        Arrays.setAll(places, i -> i);
        return places;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
