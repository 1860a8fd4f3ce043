package dev.waybill.local.warehouse.sql;

import java.util.List;

/**
 * The least and the greatest value of a table's sort key in each megabyte: in Redshift of every block, here a BRIN index on the
 * first column. It changes no answer, only what a range has to read.
 *
 * <p>The procedures of redshift.sql make it, where the table has none: only the database knows the column's type, and whether
 * the table was there before.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/t_Sorting_data.html">Sort keys</a>
 * @see <a href="https://www.postgresql.org/docs/current/brin.html">BRIN indexes</a>
 */
final class ZoneMap {
    private ZoneMap() {}

    /** What follows the statement that makes a table with a sort key. */
    static List<Token> of(List<Token> table, String column) throws RefusedSqlException {
        return Tokenizer.read(
                "; CALL redshift.map_zones(%s, %s)".formatted(literal(Token.join(table)), literal(column)));
    }

    /** What follows the statement that makes a table like another one, with its sort key. */
    static List<Token> like(List<Token> table, List<Token> original) throws RefusedSqlException {
        return Tokenizer.read("; CALL redshift.map_zones_like(%s, %s)"
                .formatted(literal(Token.join(table)), literal(Token.join(original))));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
