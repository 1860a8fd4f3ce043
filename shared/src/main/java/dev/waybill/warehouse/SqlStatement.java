package dev.waybill.warehouse;

/**
 * One statement.
 *
 * @param title what it does, for people: {@code Drop the rows that the target has newer}
 * @param sql without a semicolon; values are parameters ({@code :batch_id})
 */
public record SqlStatement(String title, String sql) {
    public SqlStatement {
        sql = sql.strip();
    }
}
