package dev.waybill.local.warehouse;

import dev.waybill.local.warehouse.copy.ScanFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Keeps where a COPY failed, for those who ask sys_load_error_detail in its session. */
final class LoadErrors {
    private static final String INSERT = """
            INSERT INTO redshift.sys_load_error_detail
              (session_id, database_name, start_time, file_name, column_name, column_type, error_code, error_message)
            VALUES (pg_backend_pid(), current_database(), now() AT TIME ZONE 'UTC', ?, ?, ?, ?, ?)""";

    private LoadErrors() {}

    /**
     * Keeps it.
     *
     * @param connection of the COPY, out of its transaction: what is kept outlives the rollback
     */
    static void keep(Connection connection, ScanFault fault) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, fault.file());
            insert.setString(2, fault.column());
            insert.setString(3, fault.columnType());
            insert.setInt(4, fault.code());
            insert.setString(5, fault.error());
            insert.executeUpdate();
        }
    }
}
