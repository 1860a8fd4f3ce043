package dev.waybill.contract;

import java.util.regex.Pattern;

/**
 * Checks that a contract's SQL is one query. It guards against a slip, not against its author: whoever may write a contract
 * may decide what the warehouse runs.
 */
final class SelectQuery {
    private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|(?s:/\\*.*?\\*/)");
    private static final Pattern BEGINNING = Pattern.compile("(?is)\\s*(?:select|with)\\b.*");

    private SelectQuery() {}

    /** Returns the query without white space around it; throws {@link IllegalArgumentException} that says what to write. */
    static String check(String query) {
        String bare = QUOTED.matcher(query).replaceAll(" ");
        if (bare.contains(";")) {
            throw new IllegalArgumentException(
                    "Invalid query: it has a semicolon. Write one query, without a semicolon");
        }
        if (!BEGINNING.matcher(bare).matches()) {
            throw new IllegalArgumentException("Invalid query: it must begin with SELECT or WITH");
        }
        return query.strip();
    }
}
