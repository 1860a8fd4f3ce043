package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What Redshift refuses wherever it stands in a statement, and PostgreSQL lets through; and what neither PostgreSQL has nor
 * is translated.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html">Unsupported
 *     PostgreSQL features</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-functions.html">Unsupported
 *     PostgreSQL functions</a>
 */
final class Refusals {
    private static final Set<String> FUNCTIONS = Set.of(
            "string_agg",
            "array_agg",
            "every",
            "xmlagg",
            "corr",
            "covar_pop",
            "covar_samp",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "clock_timestamp",
            "justify_days",
            "justify_hours",
            "justify_interval",
            "pg_sleep",
            "transaction_timestamp",
            "div",
            "setseed",
            "width_bucket",
            "generate_series",
            "generate_subscripts",
            "bit_length",
            "overlay",
            "convert_from",
            "convert_to",
            "encode",
            "format",
            "quote_nullable",
            "regexp_matches",
            "regexp_split_to_array",
            "regexp_split_to_table",
            "setval",
            "nextval",
            "currval");

    private Refusals() {}

    static void check(List<Token> tokens) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        while (!reader.atEnd()) {
            check(reader);
            reader.take();
        }
    }

    private static void check(TokenReader reader) throws RefusedSqlException {
        if (reader.at("on", "conflict")) {
            throw RefusedSqlException.notInRedshift("CONFLICT", "ON CONFLICT. Use MERGE, or DELETE and INSERT");
        }
        if (reader.at("returning")) {
            throw RefusedSqlException.notInRedshift(reader.peek().text(), "RETURNING");
        }
        if (reader.at("distinct", "on", "(")) {
            throw new RefusedSqlException("SELECT DISTINCT ON is not supported");
        }
        if (reader.at("filter", "(", "where")) {
            throw RefusedSqlException.notInRedshift("(", "FILTER. Use CASE within the aggregate");
        }
        if (reader.at("is", "distinct", "from") || reader.at("is", "not", "distinct", "from")) {
            throw RefusedSqlException.notInRedshift("DISTINCT", "IS DISTINCT FROM");
        }
        if (reader.at("array", "[")) {
            throw RefusedSqlException.notInRedshift("[", "array constructors");
        }
        if (reader.at("(", "values")) {
            throw RefusedSqlException.notInRedshift("VALUES", "VALUES but in INSERT. Use SELECT … UNION ALL SELECT …");
        }
        if (reader.at("as", "(", "insert") || reader.at("as", "(", "update") || reader.at("as", "(", "delete")) {
            throw RefusedSqlException.notInRedshift(reader.peek(2).text(), "WITH of anything but a query");
        }
        if (reader.at("?")) {
            throw reader.syntaxError();
        }
        checkFunction(reader);
        checkHere(reader);
    }

    /** What Redshift has, and neither PostgreSQL has nor is translated. */
    private static void checkHere(TokenReader reader) throws RefusedSqlException {
        if (reader.at("select", "top") && reader.peek(2).kind() == Kind.NUMBER) {
            throw RefusedSqlException.notHere("TOP. Use LIMIT");
        }
        if (reader.at("minus", "select") || reader.at("minus", "(")) {
            throw RefusedSqlException.notHere("MINUS. Use EXCEPT");
        }
        if (reader.at("qualify")
                && !reader.peek(-1).is("as")
                && !reader.peek(-1).is(".")) {
            throw RefusedSqlException.notHere("QUALIFY. Use a subquery");
        }
        if (reader.at("pivot", "(") || reader.at("unpivot", "(")) {
            throw RefusedSqlException.notHere(reader.peek().text().toUpperCase(Locale.ROOT));
        }
    }

    private static void checkFunction(TokenReader reader) throws RefusedSqlException {
        boolean isCall = reader.peek().kind() == Kind.WORD
                && reader.peek(1).is("(")
                && !reader.peek(-1).is(".");
        if (isCall && FUNCTIONS.contains(reader.peek().name())) {
            throw new RefusedSqlException("function " + reader.peek().name() + "() does not exist in Redshift");
        }
    }
}
