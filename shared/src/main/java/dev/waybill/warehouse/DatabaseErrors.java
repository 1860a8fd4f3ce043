package dev.waybill.warehouse;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.WaybillException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one place that says what an error of the database means for its caller. */
final class DatabaseErrors {
    /**
     * Conflicts of concurrent transactions: 1023 serializable isolation, 1018 a table dropped under a transaction,
     * deadlocks; and two sessions that create the same thing at once.
     */
    private static final Pattern CONFLICTS = Pattern.compile(
            "\\berror: *(1023|1018)\\b|conflict with concurrent transaction|serializable isolation violation|could not serialize"
                    + "|deadlock detected|already exists|tuple concurrently updated"
                    + "|violates unique constraint \"pg_[a-z_]+\"");

    /**
     * S3 or KMS that throttles, fails or is out of reach under COPY, which reads Parquet through Redshift Spectrum; a
     * warehouse that is full, resized or restarted. A file that doesn't fit the table has the words of an S3 Query Exception,
     * too, but stays.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-troubleshooting.html">Spectrum's errors</a>
     */
    private static final Pattern BUSY = Pattern.compile(
            "status 50\\d\\b|error slowdown|s3curlexception|s3 ?query exception(?!.*incompatible)"
                    + "|spectrum scan error.*(access throttled|retries exceeded|http response error code: 50\\d\\b)"
                    + "|connection limit .* exceeded|terminating connection|system requested abort",
            Pattern.DOTALL);

    private DatabaseErrors() {}

    static WaybillException of(SqlStatement statement, String error) {
        return of(statement, error, Optional.empty());
    }

    /** What failed at a COPY, and where, if that is known. */
    static WaybillException of(SqlStatement statement, String error, Optional<CopyFault> fault) {
        return of(
                "\"" + statement.title() + "\"",
                error,
                fault.flatMap(known -> known.besides(error))
                        .map(text -> "\n  At fault: " + text)
                        .orElse(""));
    }

    /**
     * What failed in a transaction.
     *
     * @param title of the transaction
     * @param failed the index of the statement
     */
    static WaybillException of(String title, List<SqlStatement> statements, int failed, String error) {
        return of(
                "\"%s\", statement %d of %d of \"%s\""
                        .formatted(statements.get(failed).title(), failed + 1, statements.size(), title),
                error,
                "");
    }

    private static WaybillException of(String place, String error, String detail) {
        String message = "The warehouse failed at " + place + ": " + error.strip() + detail;
        String lower = error.toLowerCase(Locale.ROOT);
        if (CONFLICTS.matcher(lower).find()) {
            return new ConflictException(message);
        }
        return BUSY.matcher(lower).find() ? new TransientException(message) : new TerminalException(message);
    }
}
