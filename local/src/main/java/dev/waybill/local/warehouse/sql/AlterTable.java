package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * ALTER TABLE within Redshift's limits: one action at a time, and of a column's type only the length of a VARCHAR.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE</a>
 */
final class AlterTable {
    private static final Set<String> LAYOUT = Set.of("diststyle", "distkey", "sortkey", "compound", "encode");

    private AlterTable() {}

    static List<Token> translate(List<Token> tokens, boolean inTransaction) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        List<Token> output = new ArrayList<>(reader.take(2));
        if (reader.at("if", "exists")) {
            throw RefusedSqlException.notInRedshift("IF", "ALTER TABLE IF EXISTS");
        }
        output.addAll(reader.takeQualifiedName());
        if (reader.at("append")) {
            throw inTransaction
                    ? new RefusedSqlException("ALTER TABLE APPEND cannot run inside a transaction block")
                    : RefusedSqlException.notHere("ALTER TABLE APPEND");
        }
        if (reader.at("add")) {
            add(reader, output);
        } else if (reader.at("alter")) {
            alter(reader, output, inTransaction);
        } else if (reader.at("drop")) {
            drop(reader, output);
        } else {
            output.addAll(reader.takeRest());
        }
        return output;
    }

    private static void add(TokenReader reader, List<Token> output) throws RefusedSqlException {
        output.add(reader.take());
        if (reader.at("constraint") || reader.at("primary") || reader.at("unique") || reader.at("foreign")) {
            throw RefusedSqlException.notHere("ALTER TABLE … ADD of a key. Redshift's keys bind nothing: leave it out");
        }
        if (reader.at("column")) {
            output.add(reader.take());
        }
        if (reader.at("if")) {
            throw RefusedSqlException.notInRedshift("IF", "ADD COLUMN IF NOT EXISTS");
        }
        List<Token> rest = reader.takeRest();
        requireOneAction(rest);
        ColumnDefinition column = ColumnDefinition.read(rest);
        if (column.isNotNull() && !column.hasDefault()) {
            throw new RefusedSqlException(
                    "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression");
        }
        output.addAll(column.tokens());
    }

    private static void alter(TokenReader reader, List<Token> output, boolean inTransaction)
            throws RefusedSqlException {
        if (LAYOUT.contains(reader.peek(1).name())) {
            throw RefusedSqlException.notHere(
                    "ALTER TABLE … ALTER " + reader.peek(1).text());
        }
        output.add(reader.take());
        if (reader.at("column")) {
            output.add(reader.take());
        }
        output.add(reader.take());
        if (!reader.at("type")) {
            throw reader.at("encode") ? RefusedSqlException.notHere("ALTER COLUMN … ENCODE") : reader.syntaxError();
        }
        if (inTransaction) {
            throw new RefusedSqlException("ALTER TABLE ALTER COLUMN cannot run inside a transaction block");
        }
        output.add(reader.take());
        List<Token> type = DataTypes.ofColumn(reader);
        if (!type.get(0).text().startsWith("varchar")) {
            throw new RefusedSqlException(
                    "ALTER COLUMN TYPE changes only the length of a VARCHAR in Redshift, not to " + Token.join(type));
        }
        output.addAll(type);
        requireOneAction(reader.takeRest());
    }

    private static void drop(TokenReader reader, List<Token> output) throws RefusedSqlException {
        output.add(reader.take());
        if (reader.at("column")) {
            output.add(reader.take());
        }
        if (reader.at("if")) {
            throw RefusedSqlException.notInRedshift("IF", "DROP COLUMN IF EXISTS");
        }
        List<Token> rest = reader.takeRest();
        requireOneAction(rest);
        output.addAll(rest);
    }

    private static void requireOneAction(List<Token> tokens) throws RefusedSqlException {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.kind() == Kind.SYMBOL && token.is(",")) {
                throw RefusedSqlException.notInRedshift(",", "ALTER TABLE with more than one action");
            }
        }
    }
}
