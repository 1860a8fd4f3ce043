package dev.waybill.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a COPY failed, as the warehouse tells it afterwards. Values of the row are left out: the message is logged.
 *
 * @param type of the column
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html">SYS_LOAD_ERROR_DETAIL</a>
 */
record CopyFault(
        Optional<String> file,
        Optional<String> column,
        Optional<String> type,
        Optional<String> code,
        Optional<String> error) {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** The service's clock may be ahead of the warehouse's. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /**
     * Asks for the session's last failure. Not by pg_last_copy_id(), which knows COPYs that completed; and the time is asked
     * for, too, because another session may have had the process's number before.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/PG_BACKEND_PID.html">PG_BACKEND_PID</a>
     */
    static SqlStatement find() {
        return new SqlStatement("Look where the COPY failed", """
                SELECT TRIM(file_name), TRIM(column_name), TRIM(column_type), error_code, TRIM(error_message)
                FROM sys_load_error_detail
                WHERE session_id = pg_backend_pid() AND start_time >= CAST(:since AS timestamp)
                ORDER BY start_time DESC
                LIMIT 1""");
    }

    /** The values of {@link #find} for a COPY that was handed over at this time. */
    static Map<String, String> since(Instant handedOver) {
        return Map.of("since", TIMESTAMP.format(LocalDateTime.ofInstant(handedOver.minus(SKEW), ZoneOffset.UTC)));
    }

    /** Reads the answer to {@link #find}. */
    static Optional<CopyFault> of(Rows rows) {
        return rows.count() == 0
                ? Optional.empty()
                : Optional.of(new CopyFault(
                        text(rows, 0),
                        text(rows, 1),
                        text(rows, 2),
                        text(rows, 3),
                        text(rows, 4).map(RowValues::masked)));
    }

    private static Optional<String> text(Rows rows, int column) {
        return rows.text(0, column).filter(text -> !text.isBlank());
    }

    /**
     * {@code file s3://…/part-0.parquet, column item (varchar), error 1204: String length exceeds DDL length}; empty if there
     * is nothing new in it.
     *
     * @param told what was said before, and isn't said again
     */
    Optional<String> besides(String told) {
        Optional<String> news = error.filter(text -> !told.contains(text));
        if (file.isEmpty() && column.isEmpty() && news.isEmpty()) {
            return Optional.empty();
        }
        List<String> places = new ArrayList<>();
        file.ifPresent(name -> places.add("file " + name));
        column.ifPresent(name -> places.add(
                "column " + name + type.map(known -> " (" + known + ")").orElse("")));
        code.ifPresent(number -> places.add("error " + number));
        return Optional.of(
                String.join(", ", places) + news.map(text -> ": " + text).orElse(""));
    }
}
