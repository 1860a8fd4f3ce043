package dev.waybill.local.warehouse;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors in Redshift's words, where callers go by them. */
final class RedshiftErrors {
    private static final Pattern OCTETS = Pattern.compile("octets_\\d+_(varchar|char)_(\\d+)");

    private RedshiftErrors() {}

    static String text(SQLException e) {
        if (!(e instanceof PSQLException error) || error.getServerErrorMessage() == null) {
            return String.valueOf(e.getMessage());
        }
        ServerErrorMessage server = error.getServerErrorMessage();
        return switch (String.valueOf(server.getSQLState())) {
            case "40001" -> serializationFailure(String.valueOf(server.getMessage()));
            case "23502" -> "ERROR: Cannot insert a NULL value into column " + server.getColumn();
            case "23514" -> checkViolation(server);
            case "53300" -> "FATAL: connection limit \"100\" exceeded for non-bootstrap users";
            default -> plain(server);
        };
    }

    // Of a cycle, which only serializable transactions can be in, Redshift names the transactions. What it says of a
    // row
    // that was changed meanwhile was seen in github.com/aws/amazon-redshift-jdbc-driver/issues/147.
    private static String serializationFailure(String message) {
        return message.contains("read/write dependencies")
                ? "ERROR: 1023\n  Detail: Serializable isolation violation on table - " + message
                : "ERROR: could not complete because of conflict with concurrent transaction\n  Detail: " + message;
    }

    private static String checkViolation(ServerErrorMessage server) {
        Matcher octets = OCTETS.matcher(String.valueOf(server.getConstraint()));
        if (!octets.matches()) {
            return plain(server);
        }
        String type = octets.group(1).equals("varchar") ? "character varying" : "character";
        return "ERROR: value too long for type " + type + "(" + octets.group(2) + ")";
    }

    // Without the position: it is one in the translated SQL.
    private static String plain(ServerErrorMessage server) {
        String detail = server.getDetail() == null ? "" : "\n  Detail: " + server.getDetail();
        return server.getSeverity() + ": " + server.getMessage() + detail;
    }
}
