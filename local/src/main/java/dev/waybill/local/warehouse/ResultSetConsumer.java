package dev.waybill.local.warehouse;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the rows of a query while they stream in. */
@FunctionalInterface
public interface ResultSetConsumer {
    void accept(ResultSet rows) throws SQLException;
}
