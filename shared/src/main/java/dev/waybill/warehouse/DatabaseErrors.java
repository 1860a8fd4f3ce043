package dev.waybill.warehouse;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.WaybillException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one place that says what an error of the database means for its caller. */
final class DatabaseErrors {
    /**
     * Conflicts of concurrent transactions, which pass: 1023 serializable isolation, 1018 a table dropped under a
     * transaction, deadlocks; and two sessions that create the same thing at once.
     */
    private static final Pattern PASSING = Pattern.compile(
            "\\berror: *(1023|1018)\\b|conflict with concurrent transaction|serializable isolation violation|could not serialize"
                    + "|deadlock detected|already exists|tuple concurrently updated"
                    + "|violates unique constraint \"pg_[a-z_]+\"");

    private DatabaseErrors() {}

    static WaybillException of(SqlStatement statement, String error) {
        String message = "The warehouse failed at \"" + statement.title() + "\": " + error.strip();
        return PASSING.matcher(error.toLowerCase(Locale.ROOT)).find()
                ? new TransientException(message)
                : new TerminalException(message);
    }
}
