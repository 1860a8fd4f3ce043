package dev.waybill.local.warehouse.sql;

import java.util.Locale;
import java.util.Optional;

/**
 * A date part with its abbreviations.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html">Date parts</a>
 */
final class DatePart {
    private DatePart() {}

    /** The part as PostgreSQL's intervals name it; empty if it isn't known here. */
    static Optional<String> parse(String text) {
        return Optional.ofNullable(
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "year", "years", "y", "yr", "yrs" -> "year";
                    case "quarter", "quarters", "qtr", "qtrs" -> "quarter";
                    case "month", "months", "mon", "mons" -> "month";
                    case "week", "weeks", "w" -> "week";
                    case "day", "days", "d" -> "day";
                    case "hour", "hours", "h", "hr", "hrs" -> "hour";
                    case "minute", "minutes", "m", "min", "mins" -> "minute";
                    case "second", "seconds", "s", "sec", "secs" -> "second";
                    case "millisecond", "milliseconds", "ms", "msec", "msecs" -> "millisecond";
                    case "microsecond", "microseconds", "us", "usec", "usecs" -> "microsecond";
                    default -> null;
                });
    }
}
