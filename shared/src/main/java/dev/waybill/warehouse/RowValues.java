package dev.waybill.warehouse;

import java.util.regex.Pattern;

/** The one place that takes values of rows out of the warehouse's error texts, for those that are logged or announced. */
public final class RowValues {
    // Invalid digit, Value 'x', Pos 0, Type: Integer. Multibyte character not supported for CHAR. Invalid char: e9 9b
    // https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html
    // Of a cast in a query, the detail has them again: code: 1207 context: x query: 12 location: …
    // Of a constant: invalid input syntax for type numeric: "x". Names stand in such quotes, too, but after no colon.
    private static final Pattern VALUE = Pattern.compile(
            "(?<=Value )'.*?'(?=, Pos )"
                    + "|'[^']*('|$)"
                    + "|(?<=char: )[0-9a-fA-F]{2}( [0-9a-fA-F]{2})*"
                    + "|(?<=context: ).*?(?=\\s+query: |$)"
                    + "|(?<=: )\"[^\\n]*\"",
            Pattern.DOTALL);

    private RowValues() {}

    /** The same text, with an ellipsis for each value. */
    public static String masked(String error) {
        return VALUE.matcher(error).replaceAll("…");
    }
}
