package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place where Redshift's SQL becomes PostgreSQL's. It also refuses what Redshift would refuse but PostgreSQL would
 * let through.
 */
public final class RedshiftDialect {
    private RedshiftDialect() {}

    /** Translates a statement that runs by itself. */
    public static LocalStatement translate(String sql) throws RefusedSqlException {
        return bind(Tokenizer.read(sql));
    }

    /** Translates a statement that runs in a transaction with others. */
    public static LocalStatement translateInTransaction(String sql) throws RefusedSqlException {
        return translate(sql);
    }

    private static LocalStatement bind(List<Token> tokens) {
        StringBuilder sql = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        for (Token token : tokens) {
            if (token.kind() == Kind.PARAMETER) {
                parameters.add(token.text().substring(1));
                sql.append(token.with("?"));
            } else {
                sql.append(token);
            }
        }
        return new LocalStatement.Sql(sql.toString().strip(), parameters);
    }
}
