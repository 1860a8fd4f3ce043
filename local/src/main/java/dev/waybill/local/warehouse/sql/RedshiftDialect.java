package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one place where Redshift's SQL becomes PostgreSQL's. It also refuses what Redshift would refuse but PostgreSQL would
 * let through, and says of the rest that this machine lacks it.
 */
public final class RedshiftDialect {
    /** What needs no translation but that of its expressions. */
    private static final Set<String> AS_IT_IS = Set.of(
            "select", "with", "insert", "update", "delete", "drop", "lock", "analyze", "comment", "explain", "show");

    /** Redshift's other commands. */
    private static final Set<String> NOT_HERE = Set.of(
            "abort",
            "alter",
            "begin",
            "call",
            "cancel",
            "close",
            "commit",
            "deallocate",
            "declare",
            "desc",
            "describe",
            "end",
            "execute",
            "fetch",
            "grant",
            "prepare",
            "reset",
            "revoke",
            "rollback",
            "start",
            "unload",
            "use");

    private final List<Token> tokens;
    private final boolean inTransaction;

    private RedshiftDialect(List<Token> tokens, boolean inTransaction) {
        this.tokens = tokens;
        this.inTransaction = inTransaction;
    }

    /** Translates a statement that runs by itself. */
    public static LocalStatement translate(String sql) throws RefusedSqlException {
        return new RedshiftDialect(read(sql), false).translate();
    }

    /** Translates a statement that runs in a transaction with others. */
    public static LocalStatement translateInTransaction(String sql) throws RefusedSqlException {
        return new RedshiftDialect(read(sql), true).translate();
    }

    private static List<Token> read(String sql) throws RefusedSqlException {
        List<Token> tokens = Names.fold(Tokenizer.read(sql));
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).is(";")) {
            end--;
        }
        List<Token> statement = tokens.subList(0, end);
        if (statement.isEmpty()) {
            throw new RefusedSqlException("There is no statement");
        }
        if (statement.stream().anyMatch(token -> token.is(";"))) {
            throw new RefusedSqlException("cannot insert multiple commands into a prepared statement");
        }
        return statement;
    }

    private LocalStatement translate() throws RefusedSqlException {
        Refusals.check(tokens);
        TokenReader reader = new TokenReader(tokens);
        return reader.at("copy") ? CopyStatement.parse(tokens) : bind(Expressions.translate(statement(reader)));
    }

    private List<Token> statement(TokenReader reader) throws RefusedSqlException {
        if (CreateTable.matches(reader)) {
            return CreateTable.translate(tokens);
        }
        if (reader.at("create", "materialized", "view")) {
            return MaterializedViews.create(tokens);
        }
        if (reader.at("refresh", "materialized", "view")) {
            return MaterializedViews.refresh(tokens, inTransaction);
        }
        if (reader.at("alter", "table")) {
            return AlterTable.translate(tokens, inTransaction);
        }
        if (reader.at("merge")) {
            Merge.check(tokens);
            return tokens;
        }
        if (reader.at("set")) {
            return Settings.set(tokens);
        }
        if (reader.at("create", "schema") || isView(reader)) {
            return tokens;
        }
        refuseInTransaction(reader);
        if (reader.at("truncate") || reader.at("vacuum")) {
            return tokens;
        }
        if (reader.at("alter", "database")) {
            return AlterDatabase.translate(tokens);
        }
        refuseCreate(reader);
        if (AS_IT_IS.contains(reader.peek().name())) {
            return tokens;
        }
        throw NOT_HERE.contains(reader.peek().name())
                ? RefusedSqlException.notHere(reader.peek().text().toUpperCase(Locale.ROOT))
                : reader.syntaxError();
    }

    private static boolean isView(TokenReader reader) {
        return reader.at("create", "view") || reader.at("create", "or", "replace", "view");
    }

    private void refuseInTransaction(TokenReader reader) throws RefusedSqlException {
        if (!inTransaction) {
            return;
        }
        if (reader.at("truncate")) {
            throw new RefusedSqlException(
                    "TRUNCATE in a transaction commits it in Redshift, with all that was before." + " Use DELETE");
        }
        if (reader.at("vacuum")) {
            throw new RefusedSqlException("VACUUM cannot run inside a transaction block");
        }
        if (reader.at("alter", "database")) {
            throw new RefusedSqlException("ALTER DATABASE ISOLATION LEVEL cannot run inside a transaction block");
        }
        if (reader.at("create", "external")) {
            throw new RefusedSqlException("CREATE EXTERNAL "
                    + reader.peek(2).text().toUpperCase(Locale.ROOT) + " cannot run inside a transaction block");
        }
    }

    private static void refuseCreate(TokenReader reader) throws RefusedSqlException {
        if (reader.at("create", "index") || reader.at("create", "unique", "index")) {
            throw new RefusedSqlException("SQL command \"CREATE INDEX\" not supported on Redshift tables.");
        }
        if (reader.at("create")) {
            throw RefusedSqlException.notHere("CREATE " + reader.peek(1).text().toUpperCase(Locale.ROOT));
        }
    }

    private static LocalStatement bind(List<Token> statement) {
        StringBuilder sql = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        for (Token token : statement) {
            if (token.kind() == Kind.PARAMETER) {
                parameters.add(token.text().substring(1));
                sql.append(token.withText("?"));
            } else {
                sql.append(token);
            }
        }
        return new LocalStatement.Sql(sql.toString().strip(), parameters);
    }
}
