package dev.waybill.local.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: numbers to the right, long values cut. */
public final class TextTable {
    private static final int WIDEST = 60;

    /** No border but a line under the header: the eighth of the library's 29 characters. */
    private static final Character[] UNDER_HEADER = underHeader();

    private final List<String> names;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> names) {
        this.names = names;
    }

    private static Character[] underHeader() {
        Character[] border = AsciiTable.NO_BORDERS.clone();
        border[8] = '-';
        return border;
    }

    public void add(List<String> row) {
        rows.add(row);
    }

    /** Prints the table, each line behind {@code indent}. */
    public void print(PrintWriter out, String indent) {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            int place = i;
            boolean number = rows.stream().allMatch(row -> row.get(place).matches("-?[\\d,.]*"));
            columns[i] = new Column()
                    .header(names.get(i))
                    .headerAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                    .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                    .maxWidth(WIDEST, OverflowBehaviour.ELLIPSIS_RIGHT);
        }
        String[][] data = rows.stream().map(row -> row.toArray(new String[0])).toArray(String[][]::new);
        for (String line : AsciiTable.getTable(UNDER_HEADER, columns, data).split("\n", -1)) {
            out.println((indent + line).stripTrailing());
        }
    }
}
