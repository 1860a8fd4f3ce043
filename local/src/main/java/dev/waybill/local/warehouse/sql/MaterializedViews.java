package dev.waybill.local.warehouse.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * CREATE and REFRESH MATERIALIZED VIEW.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html">CREATE
 *     MATERIALIZED VIEW</a>
 */
final class MaterializedViews {
    private MaterializedViews() {}

    static List<Token> create(List<Token> tokens) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        List<Token> output = new ArrayList<>(reader.take(3));
        if (reader.at("if")) {
            throw RefusedSqlException.notInRedshift("IF", "CREATE MATERIALIZED VIEW IF NOT EXISTS");
        }
        output.addAll(reader.takeQualifiedName());
        TableAttributes.read(reader);
        if (reader.takeIf("auto", "refresh") && !reader.takeIf("yes") && !reader.takeIf("no")) {
            throw reader.syntaxError();
        }
        if (!reader.at("as")) {
            throw reader.syntaxError();
        }
        output.addAll(reader.takeRest());
        return output;
    }

    static List<Token> refresh(List<Token> tokens, boolean inTransaction) throws RefusedSqlException {
        if (inTransaction) {
            throw new RefusedSqlException("REFRESH MATERIALIZED VIEW cannot run inside a transaction block");
        }
        TokenReader reader = new TokenReader(tokens);
        List<Token> output = new ArrayList<>(reader.take(3));
        output.addAll(reader.takeQualifiedName());
        reader.takeIf("restrict");
        if (!reader.atEnd()) {
            throw reader.syntaxError();
        }
        return output;
    }
}
