package dev.waybill.warehouse.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The functions that Waybill calls. */
final class Functions {
    static final Set<String> AGGREGATES = Set.of("listagg", "count", "min", "max", "sum", "avg");
    static final Set<String> WINDOWS = Set.of("row_number");
    private static final Set<String> OF_VALUES = Set.of(
            "coalesce",
            "nullif",
            "getdate",
            "dateadd",
            "datediff",
            "json_parse",
            "abs",
            "length",
            "octet_length",
            "greatest",
            "left",
            "rtrim",
            "to_char",
            "replace",
            "chr");
    /** The functions whose first argument is a word, and the words that we say there. */
    static final Set<String> OF_DATE_PARTS = Set.of("dateadd", "datediff");

    static final List<String> DATE_PARTS = List.of("minute", "hour", "day");
    private static final Map<String, String> INSTEAD = Map.of(
            "string_agg", "LISTAGG",
            "array_agg", "LISTAGG",
            "clock_timestamp", "GETDATE",
            "now", "GETDATE, which is of the statement and not of the transaction",
            "generate_series", "a table of numbers",
            "gen_random_uuid", "a value of the caller's",
            "to_jsonb", "JSON_PARSE");

    private Functions() {}

    static void requireKnown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String instead = INSTEAD.get(lower);
        if (instead != null) {
            throw new LintException(Source.UNSUPPORTED_FUNCTIONS, "there is no function " + name + ": use " + instead);
        }
        if (!AGGREGATES.contains(lower) && !WINDOWS.contains(lower) && !OF_VALUES.contains(lower)) {
            throw new LintException(Source.WAYBILL, "no statement of ours calls " + name);
        }
    }
}
