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

    /** The title as a comment, and the statement with its semicolon, a line each at least. */
    public String text() {
        return "-- " + title + "\n" + sql + ";\n";
    }
}
