package dev.waybill.convert.read;

import dev.waybill.text.Counted;
import org.jspecify.annotations.Nullable;

/**
 * How many values the rows of a file have: as many as the header has names, or one more, empty, where each row ends with a
 * delimiter. Which it is, the file's first row says: if each row could choose, {@code 1,Smith, John,} would be taken for a
 * row of two values and an empty one behind them.
 */
final class CsvWidth {
    private final String of;
    private final int names;
    /** Whether the header itself ends with a delimiter. */
    private final boolean unnamedLast;

    private boolean known;
    private int width;

    private CsvWidth(String of, int names, boolean unnamedLast) {
        this.of = of;
        this.names = names;
        this.unnamedLast = unnamedLast;
        this.width = names;
    }

    static CsvWidth ofHeader(CsvTokenizer.Row header) {
        return new CsvWidth("header", header.values().size(), header.endsWithDelimiter());
    }

    static CsvWidth ofContract(int columns) {
        return new CsvWidth("contract", columns, false);
    }

    boolean isKnown() {
        return known;
    }

    /** Why a row has a wrong number of values; null if it hasn't. */
    @Nullable
    String problem(CsvTokenizer.Row row) {
        int size = row.values().size();
        if (!known) {
            learn(row, size);
        }
        if (size == width || (unnamedLast && size == names)) {
            return size == names + 1 && !row.endsWithDelimiter() ? words(size) : null;
        }
        return words(size) + (width > names ? " and the file's first row ends with a delimiter more" : "");
    }

    private void learn(CsvTokenizer.Row row, int size) {
        int other = unnamedLast ? names - 1 : names + 1;
        boolean isOther = size == other && (unnamedLast || row.endsWithDelimiter());
        known = isOther || size == names;
        width = isOther ? other : names;
    }

    private String words(int size) {
        return "the row has " + size + " " + Counted.word(size, "value", "values") + ", but the " + of + " has "
                + names;
    }
}
