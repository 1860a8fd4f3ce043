package dev.waybill.contract;

import dev.waybill.batch.Layout;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * Where a dataset comes from and how its files are written.
 *
 * @param system the source system; part of its buckets' names
 * @param records JSON: the {@linkplain RecordsPath path} of the list of records, absent for a top-level array or one object a line;
 *     XML: the name of the record element; absent for CSV
 * @param encoding of CSV and JSON files; XML files declare their own
 * @param nulls the tokens that mean NULL in any column, compared after trimming
 * @param trim whether white space around values is removed
 */
public record Source(
        String system,
        Format format,
        Optional<String> records,
        Layout layout,
        CsvDialect csv,
        Charset encoding,
        List<String> nulls,
        boolean trim) {

    public Source {
        nulls = List.copyOf(nulls);
    }

    public enum Format {
        CSV,
        JSON,
        XML
    }

    /**
     * How CSV is written.
     *
     * @param escape the character before a quote inside a quoted value; the quote itself for doubled quotes (RFC 4180)
     * @param comment lines that begin with it are no rows
     * @param skip so many lines stand before the header, or before the first row
     * @param header whether the first row of each file names the columns; without it, columns are taken by position
     */
    public record CsvDialect(
            char delimiter, char quote, char escape, Optional<Character> comment, int skip, boolean header) {
        public static final CsvDialect RFC_4180 = new CsvDialect(',', '"', '"', Optional.empty(), 0, true);
    }
}
