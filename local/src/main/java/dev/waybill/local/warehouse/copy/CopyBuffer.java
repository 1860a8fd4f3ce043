package dev.waybill.local.warehouse.copy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's text format, sent in large pieces.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2">Text format</a>
 */
final class CopyBuffer {
    private static final int PIECE = 128 * 1024;
    private final CopyIn target;
    private final StringBuilder text = new StringBuilder(PIECE + 1024);

    CopyBuffer(CopyIn target) {
        this.target = target;
    }

    void write(@Nullable String[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            append(row[i]);
        }
        text.append('\n');
        if (text.length() >= PIECE) {
            flush();
        }
    }

    private void append(@Nullable String value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }

    void flush() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        target.writeToCopy(bytes, 0, bytes.length);
    }
}
