package dev.waybill.local.warehouse.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Redshift's functions that PostgreSQL writes otherwise. Those that could be made in the database are in redshift.sql
 * instead, and need no translation.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html">SQL functions</a>
 */
final class Functions {
    private static final Set<String> TRANSLATED = Set.of(
            "nvl",
            "isnull",
            "nvl2",
            "decode",
            "len",
            "charindex",
            "concat",
            "median",
            "regexp_replace",
            "dateadd",
            "date_add",
            "datediff",
            "date_diff",
            "listagg",
            "convert",
            "avg");

    private Functions() {}

    static boolean isTranslated(String name) {
        return TRANSLATED.contains(name);
    }

    /** The SQL of a call with these arguments, which are translated already. */
    static String translate(String name, List<String> arguments) throws RefusedSqlException {
        return switch (name) {
            case "nvl", "isnull" -> "COALESCE(" + String.join(", ", arguments) + ")";
            case "nvl2" -> "CASE WHEN (%s) IS NOT NULL THEN %s ELSE %s END".formatted(exactly(name, 3, arguments));
            case "decode" -> decode(arguments);
            case "len" -> "length(%s)".formatted(exactly(name, 1, arguments));
            case "charindex" -> "strpos(%2$s, %1$s)".formatted(exactly(name, 2, arguments));
            // PostgreSQL's skips NULLs.
            case "concat" -> "(CAST(%s AS text) || CAST(%s AS text))".formatted(exactly(name, 2, arguments));
            case "median" -> "percentile_cont(0.5) WITHIN GROUP (ORDER BY %s)".formatted(exactly(name, 1, arguments));
            case "regexp_replace" -> regexpReplace(arguments);
            case "dateadd", "date_add" -> dateFunction("dateadd", exactly("DATEADD", 3, arguments));
            case "datediff", "date_diff" -> dateFunction("datediff", exactly("DATEDIFF", 3, arguments));
            // The average of integers is an integer in Redshift.
            case "avg" -> "redshift.avg(" + String.join(", ", arguments) + ")";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Object[] exactly(String name, int count, List<String> arguments) throws RefusedSqlException {
        if (arguments.size() != count) {
            throw new RefusedSqlException(
                    name.toUpperCase(Locale.ROOT) + " takes " + count + " arguments, not " + arguments.size());
        }
        return arguments.toArray();
    }

    /** {@code DECODE(x, a, b, …, otherwise)}, where NULL equals NULL. */
    private static String decode(List<String> arguments) throws RefusedSqlException {
        if (arguments.size() < 3) {
            throw new RefusedSqlException("DECODE takes 3 arguments at least, not " + arguments.size());
        }
        List<String> words = new ArrayList<>(List.of("CASE"));
        int i = 1;
        for (; i + 1 < arguments.size(); i += 2) {
            words.add("WHEN (%s) IS NOT DISTINCT FROM (%s) THEN %s"
                    .formatted(arguments.get(0), arguments.get(i), arguments.get(i + 1)));
        }
        if (i < arguments.size()) {
            words.add("ELSE " + arguments.get(i));
        }
        words.add("END");
        return String.join(" ", words);
    }

    /** Redshift replaces every match, PostgreSQL the first unless told otherwise. */
    private static String regexpReplace(List<String> arguments) throws RefusedSqlException {
        return switch (arguments.size()) {
            case 2 -> "regexp_replace(%s, %s, '', 'g')".formatted(arguments.toArray());
            case 3 -> "regexp_replace(%s, %s, %s, 'g')".formatted(arguments.toArray());
            default -> throw RefusedSqlException.notHere("REGEXP_REPLACE with a position or parameters");
        };
    }

    /** {@code DATEADD(day, 1, d)}: the part, a bare word or a string, becomes a string; literals become timestamps. */
    private static String dateFunction(String function, Object[] arguments) throws RefusedSqlException {
        String text = String.valueOf(arguments[0]).replace("'", "");
        // Where DATEDIFF has a week begin isn't documented.
        String part = DatePart.parse(text)
                .filter(known -> !(known.equals("week") && function.equals("datediff")))
                .orElseThrow(() -> RefusedSqlException.notHere(function.toUpperCase(Locale.ROOT) + " of " + text));
        return "%s('%s', %s, %s)".formatted(function, part, date(arguments[1]), date(arguments[2]));
    }

    private static String date(Object argument) {
        String text = String.valueOf(argument);
        return text.matches("'[^']*'") ? "timestamp " + text : text;
    }

    /** {@code LISTAGG(x [, ',']) [WITHIN GROUP (ORDER BY …)]}. */
    static String listagg(List<String> arguments, TokenReader reader) throws RefusedSqlException {
        if (arguments.isEmpty() || arguments.get(0).regionMatches(true, 0, "distinct ", 0, 9)) {
            throw RefusedSqlException.notHere("LISTAGG(DISTINCT …)");
        }
        String order = "";
        if (reader.takeIf("within", "group")) {
            List<Token> group = reader.takeGroup();
            order = " " + Token.join(Expressions.translate(group.subList(1, group.size() - 1)));
        }
        if (reader.at("over")) {
            throw RefusedSqlException.notHere("LISTAGG … OVER");
        }
        String delimiter = arguments.size() > 1 ? arguments.get(1) : "''";
        return "string_agg(CAST(" + arguments.get(0) + " AS text), " + delimiter + order + ")";
    }
}
