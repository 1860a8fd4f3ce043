package dev.waybill.local.cli;

import dev.waybill.local.text.TextTable;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table for people, of as many rows as people read. */
record TableResult(PrintWriter out) implements ResultWriter {
    private static final int MOST_ROWS = 1000;

    @Override
    public void write(ResultSet result) throws SQLException {
        List<String> names = ResultWriter.names(result);
        TextTable table = new TextTable(names);
        int rows = 0;
        boolean more = result.next();
        while (more && rows < MOST_ROWS) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                String text = result.getString(i);
                row.add(text == null ? "NULL" : text);
            }
            table.add(row);
            rows++;
            more = result.next();
        }
        table.print(out, "");
        out.println(
                more
                        ? "(the first " + rows + " rows; --csv and --json give all of them)"
                        : "(" + rows + " " + Counted.word(rows, "row", "rows") + ")");
    }
}
