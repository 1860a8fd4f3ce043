package dev.waybill.local.cli;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes the answer to a query, row by row. */
interface ResultWriter {
    void write(ResultSet result) throws SQLException;

    static List<String> names(ResultSet result) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            names.add(result.getMetaData().getColumnLabel(i));
        }
        return names;
    }
}
